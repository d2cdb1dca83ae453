"""Who may open what: one line for each address of the admin. Add yours.

Letters: E editors, T translators, F fulfilment officers, C certification officers, M association
managers, A administrators, P producers. docs/permissions.md is written from this table:
`python -m tools.permissions`.
"""

from .screen import EVERYBODY, NOBODY, Chapter, Screen, viewset

ORDERS, WRITERS, CATALOGUE, LEAD = "FMA", "ETMA", "FCMA", "MA"
STAFF = "ETFCMA"

TABLE = [
    Chapter(
        "Home",
        (
            Screen("wagtailadmin_home", "The first page: what waits for its reader", EVERYBODY),
            Screen("wagtailadmin_account", "One's own account", EVERYBODY),
        ),
    ),
    Chapter(
        "Orders",
        (
            Screen("console:to-pack", "To pack today", ORDERS),
            Screen("console:orders", "All orders", ORDERS),
            Screen("console:order", "One order", ORDERS),
            Screen("console:export-csv", "Orders as CSV", ORDERS),
            Screen("console:export-xlsx", "Orders as XLSX", ORDERS),
            Screen("console:pick-list", "Pick list", ORDERS),
            Screen("console:pick-list-pdf", "Pick list as PDF", ORDERS),
            Screen("console:papers", "Papers of one order as PDF", ORDERS),
            Screen("console:papers-of-many", "Papers of the ticked orders as PDF", ORDERS),
            Screen("console:keep-filter", "Keep a filter of the list", ORDERS, is_part=True),
            Screen("console:drop-filter", "Remove a filter of the list", ORDERS, is_part=True),
            Screen("console:address", "Put an address right", ORDERS),
            Screen("console:note", "Write a note for colleagues", ORDERS),
            Screen("console:pack-many", "Mark many orders packed", ORDERS),
            Screen("console:send-many", "Mark many parcels sent", ORDERS),
            Screen("console:find", "Open the order that was scanned", ORDERS, is_part=True),
            Screen("console:pack", "Mark an order packed", ORDERS),
            Screen("console:send", "Mark a parcel sent", ORDERS),
            Screen("console:open-again", "Open a packed parcel again", ORDERS, is_part=True),
            Screen("console:parcel-papers", "Papers of one parcel as PDF", ORDERS, is_part=True),
            Screen("console:came-back", "Take a parcel back in", ORDERS),
            Screen("console:ask-cancel", "Cancel an order: the question", ORDERS, is_part=True),
            Screen("console:cancel", "Cancel an order", ORDERS),
            Screen("console:looked-at", "Say that one has looked at it", ORDERS, is_part=True),
            Screen("console:receipt", "Enter money that arrived", LEAD),
            Screen("console:refund", "Refund: the question", LEAD, is_part=True),
            Screen("console:send-refund", "Send money back", LEAD),
            Screen("console:refund-sent", "Enter a refund made by hand", LEAD),
        ),
    ),
    Chapter(
        "Money",
        (
            Screen("money:books", "Do the books agree?", LEAD),
            Screen("money:repair", "Repair the books", LEAD),
            Screen("money:money", "Movements of money", LEAD),
            Screen("money:money_results", "Movements of money: rows", LEAD, is_part=True),
            Screen("money:stock", "Movements of stock", LEAD),
            Screen("money:stock_results", "Movements of stock: rows", LEAD, is_part=True),
            Screen("money:prices", "Changes of prices", LEAD),
            Screen("money:prices_results", "Changes of prices: rows", LEAD, is_part=True),
        ),
    ),
    Chapter(
        "Certificates",
        (
            *viewset("certificates", "Certificates", see=CATALOGUE, add="CMA", change="CMA"),
            Screen("certificates:inspect", "One certificate", CATALOGUE),
            Screen("certificates:verify", "Verify (not what one entered oneself)", "CMA"),
            Screen("certificates:revoke", "Revoke", "CMA"),
            Screen("certificates:reinstate", "Take a revocation back", "CMA"),
            Screen("coverage:matrix", "Certified for which market", CATALOGUE),
            Screen("coverage:cell", "What one market asks of one product", CATALOGUE),
            *viewset("certificate_kinds", "Kinds of certificate", see="CM", add="A", change="A"),
            *viewset("requirements", "Requirements", see="C", add=LEAD, change=LEAD, delete=LEAD),
        ),
    ),
    Chapter(
        "Shop",
        (
            *viewset("products", "Products", see=CATALOGUE, add=LEAD, change=LEAD, delete=LEAD),
            Screen("products:archive", "Put a product into the archive: the question", LEAD),
            Screen("products:archive-yes", "Put a product into the archive", LEAD),
            Screen("products:take-back", "Take a product out of the archive", LEAD),
            Screen("products:delete-yes", "Delete a product that nothing refers to", LEAD),
            *viewset("food_records", "Food records", see="", add=LEAD, change=LEAD),
            *viewset("stock", "Stock", see=CATALOGUE, change=ORDERS),
            *viewset("prices", "Prices", see="", add=LEAD, change=LEAD),
            *viewset("producer_records", "Producers", see="", add=LEAD, change=LEAD),
            *viewset("market_records", "Markets", see="", add=LEAD, change=LEAD),
            *viewset("delivery_zones", "Delivery zones", see="", add=LEAD, change=LEAD),
            *viewset(
                "delivery_prices", "Delivery prices", see="", add=LEAD, change=LEAD, delete=LEAD
            ),
            *viewset(
                "restrictions",
                "Destinations not allowed",
                see="",
                add=LEAD,
                change=LEAD,
                delete=LEAD,
            ),
            *viewset("ways_to_pay", "Ways to pay", see="", add=LEAD, change=LEAD),
            Screen("sheets:overview", "Prices and stock by spreadsheet", ORDERS),
            Screen("sheets:xlsx", "Prices and stock as XLSX", ORDERS),
            Screen("sheets:csv", "Prices and stock as CSV", ORDERS),
            Screen("sheets:upload", "What a spreadsheet would change", ORDERS),
            Screen("sheets:apply", "Apply a spreadsheet", ORDERS),
            Screen("product_chooser:choose", "Choose a product for a story", STAFF),
            Screen("product_chooser:choose_results", "Choose: rows", STAFF, is_part=True),
            Screen("product_chooser:chosen", "Choose: the chosen", STAFF, is_part=True),
            Screen("product_chooser:chosen_multiple", "Choose: many", STAFF, is_part=True),
            Screen("product_chooser:create", "Make a product while choosing", NOBODY, is_part=True),
        ),
    ),
    Chapter(
        "Offers, vouchers, ranges and categories (Oscar's dashboard)",
        (
            Screen("dashboard:login", "Leads to the one login", EVERYBODY, is_public=True),
            *(
                Screen(f"dashboard:{name}", words, LEAD)
                for name, words in {
                    "offer-list": "Offers",
                    "offer-detail": "One offer",
                    "offer-metadata": "Offer: name and time",
                    "offer-condition": "Offer: condition",
                    "offer-benefit": "Offer: benefit",
                    "offer-restrictions": "Offer: limits",
                    "offer-delete": "Offer: delete",
                    "range-list": "Ranges",
                    "range-create": "Range: make one",
                    "range-update": "Range: change",
                    "range-delete": "Range: delete",
                    "range-products": "Range: its products",
                    "range-reorder": "Range: order of products",
                    "voucher-list": "Vouchers",
                    "voucher-create": "Voucher: make one",
                    "voucher-update": "Voucher: change",
                    "voucher-delete": "Voucher: delete",
                    "voucher-stats": "Voucher: how it was used",
                    "voucher-set-list": "Sets of vouchers",
                    "voucher-set-create": "Set of vouchers: make one",
                    "voucher-set-update": "Set of vouchers: change",
                    "voucher-set-detail": "Set of vouchers: one",
                    "voucher-set-download": "Set of vouchers: as a file",
                    "voucher-set-delete": "Set of vouchers: delete",
                    "catalogue-category-list": "Categories",
                    "catalogue-category-detail-list": "Category: those below it",
                    "catalogue-category-create": "Category: make one",
                    "catalogue-category-create-child": "Category: make one below",
                    "catalogue-category-update": "Category: change",
                    "catalogue-category-delete": "Category: delete",
                    "catalogue-class-list": "Kinds of product",
                    "catalogue-class-create": "Kind of product: make one",
                    "catalogue-class-update": "Kind of product: change",
                    "catalogue-class-delete": "Kind of product: delete",
                    "catalogue-attribute-option-group-list": "Groups of options",
                    "catalogue-attribute-option-group-create": "Group of options: make one",
                    "catalogue-attribute-option-group-update": "Group of options: change",
                    "catalogue-attribute-option-group-delete": "Group of options: delete",
                    "catalogue-option-list": "Options",
                    "catalogue-option-create": "Option: make one",
                    "catalogue-option-update": "Option: change",
                    "catalogue-option-delete": "Option: delete",
                }.items()
            ),
            Screen("offer:list", "Offers, as Oscar shows them", LEAD, is_part=True),
            Screen("offer:detail", "One offer, as Oscar shows it", LEAD, is_part=True),
        ),
    ),
    Chapter(
        "Programme",
        (
            Screen("programme:board", "Who stands where", "ECMA"),
            Screen("programme:participant", "One participant's way", "ECMA"),
            Screen("programme:step", "Enter a stage", LEAD),
            Screen("programme:evidence", "Add evidence", LEAD),
            Screen("programme:drop-evidence", "Take evidence out", LEAD),
            Screen("programme:report", "Quarterly report", "ECMA"),
            Screen("programme:report-pdf", "Quarterly report as PDF", "ECMA"),
            Screen("programme:report-xlsx", "Quarterly report as XLSX", "ECMA"),
        ),
    ),
    Chapter(
        "Translations",
        (
            Screen("texts:overview", "What is not translated yet", WRITERS),
            Screen("texts:kind", "Records, pages without a translation", WRITERS),
            Screen("texts:edit", "The texts of one record", WRITERS),
            Screen("texts:begin", "Begin the translation of a page", WRITERS),
        ),
    ),
    Chapter(
        "A producer's own",
        (
            Screen("own:things", "My things", "P"),
            Screen("own:certificates", "My certificates", "P"),
            Screen("own:prepare", "To prepare", "P"),
            Screen("own:ready", "Say that pieces are ready", "P"),
            Screen("own:statement", "My sales", "P"),
            Screen("own:statement-csv", "My sales as CSV", "P"),
            Screen("own:statement-xlsx", "My sales as XLSX", "P"),
        ),
    ),
    Chapter(
        "Pages and files (Wagtail)",
        (
            Screen("wagtailadmin_explore_root", "Pages", WRITERS),
            Screen("wagtailadmin_pages:edit", "Change a page", WRITERS, takes_posts=False),
            Screen("wagtailadmin_pages:add_subpage", "Add a page", "EMA", takes_posts=False),
            Screen("wagtailimages:index", "Pictures", WRITERS),
            Screen("wagtaildocs:index", "Documents", "ETCMA"),
            Screen("wagtailadmin_reports:workflow", "Reports: what was handed in", WRITERS),
            Screen("wagtailadmin_reports:workflow_tasks", "Reports: what is to review", WRITERS),
            Screen(
                "wagtailadmin_reports:site_history",
                "Reports: who changed what, of what the reader may see",
                STAFF,
            ),
            Screen("wagtailadmin_reports:aging_pages", "Reports: pages long unchanged", WRITERS),
            Screen("wagtailadmin_reports:page_types_usage", "Reports: kinds of page", WRITERS),
            Screen("wagtailadmin_reports:locked_pages", "Reports: locked pages", "A"),
        ),
    ),
    Chapter(
        "Settings (Wagtail)",
        (
            *viewset("wagtailusers_users", "Users", see="", add="A", change="A", delete="A"),
            *(
                each
                for each in viewset(
                    "wagtailusers_groups", "Groups", see="", add="A", change="A", delete="A"
                )
                if each.name != "wagtailusers_groups:usage"
            ),
            Screen("wagtailsites:index", "Sites", "A"),
            Screen("wagtailadmin_collections:index", "Collections of files", "A"),
            Screen("wagtailadmin_workflows:index", "Workflows", "A"),
            Screen("wagtailadmin_workflows:task_index", "Tasks of workflows", "A"),
            Screen("wagtailredirects:index", "Redirects", "A"),
        ),
    ),
]
#: Pages of Oscar's that only lead to the console's; whoever may use the dashboard may follow.
LEADING_ELSEWHERE = "dashboard:"


def screens() -> dict[str, Screen]:
    return {screen.name: screen for chapter in TABLE for screen in chapter.screens}
