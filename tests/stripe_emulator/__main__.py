"""`python -m stripe_emulator`: run the emulator until Ctrl-C."""

import argparse
import signal
import threading

from .account import PAYMENT_METHODS
from .emulator import Emulator
from .pay_page import NOTICE


def parse_arguments(arguments=None):
    """The command line's settings."""
    parser = argparse.ArgumentParser(prog="stripe_emulator", description=NOTICE)
    parser.add_argument("--port", type=int, default=8001, help="on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--webhook-url", help="where events go; without it none are sent")
    parser.add_argument("--webhook-secret", default="whsec_emulated", help="signs the events")
    parser.add_argument("--state", metavar="FILE", help="keep everything in this JSON file")
    parser.add_argument("--merchant", default="Emulated shop", help="the name on the pay page")
    parser.add_argument("--public-url", help="how browsers reach the pay page, if by a proxy")
    parser.add_argument(
        "--payment-methods",
        nargs="+",
        choices=PAYMENT_METHODS,
        default=PAYMENT_METHODS,
        help="switched on, as in Stripe's dashboard",
    )
    parser.add_argument("--seed", type=int, help="makes drops, delays and shuffles repeatable")
    parser.add_argument(
        "--webhook-workers", type=int, default=1, help="more than one: deliveries overlap"
    )
    return parser.parse_args(arguments)


def main():
    """Run until interrupted or terminated."""
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: over.set())
    with Emulator(**vars(parse_arguments())) as emulator:
        print(f"{NOTICE}\nListening on {emulator.url}", flush=True)
        over.wait()


if __name__ == "__main__":
    main()
