"""`make lighthouse`: Lighthouse on a phone, against a demonstration of its own.

Prints the four scores with LCP and CLS of each page, the median of several runs, and exits
with 1 where a score is under 100, LCP over 1.2 s, or anything moves.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path

from tests.looks.demonstration import own_demonstration

from .results import CATEGORIES, HEAD, Verdict, results_page

HERE = Path(__file__).parent
RESULTS = HERE / "results.md"
RUNS = 3
#: The basket asks search engines to stay away, which is no fault.
SKIPPED = {"basket": ("is-crawlable",)}


def pages(url: str) -> dict[str, str]:
    return {
        "home": f"{url}/en/",
        "story": f"{url}/en/producers/gulnar-akylbekova/",
        "listing": f"{url}/en/shop/",
        "product": f"{url}{product_path(url)}",
        "basket": f"{url}/en/basket/",
    }


def product_path(url: str) -> str:
    """Give the first product of the shop, as the shop links it."""
    with urllib.request.urlopen(f"{url}/en/shop/") as answer:
        html = answer.read().decode()
    return html.split('class="product-card__link" href="')[1].split('"')[0]


def product_to_add(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        html = answer.read().decode()
    return html.split('class="add" method="post" action="')[1].split('"')[0]


def cookie_of_full_basket(url: str, product_url: str) -> str:
    """Put one thing in a basket and give the cookie that finds it again."""
    request = urllib.request.Request(
        url + product_to_add(product_url),
        data=b"quantity=1",
        headers={"Sec-Fetch-Site": "same-origin", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        cookies = SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie")))
    return "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())


def run_once(name: str, url: str, cookie: str, folder: Path) -> dict:
    """Give one report. A browser on a busy machine may lose its trace: then once more."""
    report, headers = folder / "report.json", folder / "headers.json"
    headers.write_text(json.dumps({"Cookie": cookie} if name == "basket" else {}))
    command = [
        HERE / "node_modules" / ".bin" / "lighthouse", url, "--quiet",
        "--output=json", f"--output-path={report}", f"--extra-headers={headers}",
        f"--only-categories={','.join(CATEGORIES)}",
        *(f"--skip-audits={audit}" for audit in SKIPPED.get(name, ())),
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    if subprocess.run(command).returncode:
        subprocess.run(command, check=True)
    return json.loads(report.read_text())


def failed_audits(report: dict) -> list[str]:
    """Name what was found, save what is only told."""
    return sorted(
        f"{name}: {audit['title']}"
        for name, audit in report["audits"].items()
        if audit["score"] is not None
        and audit["score"] < 1
        and audit["scoreDisplayMode"] in ("binary", "numeric", "metricSavings")
    )


@contextmanager
def demonstration_at(url: str | None) -> Iterator[str]:
    if url:
        yield url
        return
    with own_demonstration() as demonstration:
        yield demonstration.url


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", help="one page, by its name")
    parser.add_argument("--url", help="a demonstration that runs already")
    parser.add_argument("--keep", type=Path, help="a folder for the last report of each page")
    arguments = parser.parse_args()
    os.environ.setdefault("CHROME_PATH", "/usr/bin/chromium")
    print(HEAD)
    verdicts, version = [], ""
    with demonstration_at(arguments.url) as url, tempfile.TemporaryDirectory() as folder:
        targets = pages(url)
        cookie = cookie_of_full_basket(url, targets["product"])
        for name, target in targets.items():
            if arguments.only in (None, name):
                reports = [
                    run_once(name, target, cookie, Path(folder)) for _ in range(arguments.runs)
                ]
                verdict = Verdict.of(name, reports)
                verdicts.append(verdict)
                version = reports[-1]["lighthouseVersion"]
                print(verdict.row, flush=True)
                if not verdict.is_good:
                    print("\n".join(f"    {audit}" for audit in failed_audits(reports[-1])))
                if arguments.keep:
                    arguments.keep.mkdir(parents=True, exist_ok=True)
                    (arguments.keep / f"{name}.json").write_text(json.dumps(reports[-1]))
    if arguments.only is None:
        RESULTS.write_text(results_page(verdicts, version, arguments.runs))
    return 0 if all(verdict.is_good for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
