"""`make run`: prepare the demonstration, then serve it with a payment emulator and the sweep.

Plain standard library: it only starts the parts, passes on their output, and ends
them all when one ends or Ctrl-C is pressed.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
SWEEP_SECONDS = "60"
READY_WITHIN_SECONDS = 60


def main() -> int:
    port = read_port()
    if is_taken(port):
        print(f"Port {port} is taken. Another one: PORT={port + 1} make run", file=sys.stderr)
        return 1
    environment = settings_for(port)
    try:
        prepare(environment)
    except subprocess.CalledProcessError as error:
        print(f"Preparing the demonstration failed: {' '.join(error.cmd)}", file=sys.stderr)
        return 1
    return serve(port, environment)


def read_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not (text.isdigit() and 0 < int(text) < 65536):
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def settings_for(port: int) -> dict[str, str]:
    """Give the environment of all parts. With a key of one's own, Stripe itself is asked."""
    environment = dict(os.environ)
    environment.update(PORT=str(port), DJANGO_SETTINGS_MODULE="settings.dev", PYTHONUNBUFFERED="1")
    environment.setdefault("BASE_URL", f"http://{HOST}:{port}")
    environment.setdefault("DEMO_PASSWORD", secrets.token_urlsafe(9))
    if not environment.get("STRIPE_SECRET_KEY"):
        environment["STRIPE_SECRET_KEY"] = "sk_test_demonstration"
        environment["STRIPE_WEBHOOK_SECRET"] = "whsec_demonstration"
        environment["STRIPE_API_BASE"] = f"http://{HOST}:{free_port()}"
    return environment


def manage(*arguments: str, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)


def var_root(environment: dict[str, str]) -> Path:
    return Path(environment.get("VAR_ROOT") or ROOT / "var")


def prepare(environment: dict[str, str]) -> None:
    var_root(environment).mkdir(parents=True, exist_ok=True)
    print("2/4 Database", flush=True)
    manage("prepare_demo", environment=environment)


def parts(port: int, environment: dict[str, str]) -> list[list[str]]:
    """Give the command lines of what runs side by side."""
    python = sys.executable
    commands = [
        [
            python, "-m", "gunicorn", "settings.wsgi:application",
            "--chdir", "site", "--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4",
            "--log-level", "warning", "--graceful-timeout", "5",
        ],
        [python, "manage.py", "sweep_payments", "--every", SWEEP_SECONDS],
    ]  # fmt: skip
    api = environment.get("STRIPE_API_BASE", "")
    if api.startswith(f"http://{HOST}:"):
        commands.append(
            [
                python, "-m", "tests.stripe_emulator", "--port", api.rpartition(":")[2],
                "--webhook-url", f"http://{HOST}:{port}/stripe/webhook/",
                "--webhook-secret", environment["STRIPE_WEBHOOK_SECRET"],
                "--merchant", "OVOP Aral", "--state", str(var_root(environment) / "emulator.json"),
            ]
        )  # fmt: skip
    return commands


def serve(port: int, environment: dict[str, str]) -> int:
    # Also where a shell has started this in the background, which ignores Ctrl-C by default.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    # A session of its own: Ctrl-C reaches this process alone, which then ends the others.
    running = [
        subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        for command in parts(port, environment)
    ]
    try:
        if not wait_until_ready(port, running):
            print("The server did not start; see above.", file=sys.stderr)
            return 1
        announce(port, environment)
        while all(process.poll() is None for process in running):
            time.sleep(0.3)
        print("One part has ended, so the others end too.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    finally:
        end(running)


def wait_until_ready(port: int, running: list[subprocess.Popen]) -> bool:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        if any(process.poll() is not None for process in running):
            return False
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/health/live", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def end(running: list[subprocess.Popen]) -> None:
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(timeout=8)
        except subprocess.TimeoutExpired:
            process.kill()


def announce(port: int, environment: dict[str, str]) -> None:
    base, password = f"http://{HOST}:{port}", environment["DEMO_PASSWORD"]
    print(
        f"""
Ready.
  The shop            {base}/
  The association     {base}/admin/
  Mails that it sent  var/mail/

  Demonstration logins, all with the password  {password}
    editor@ovop.example         writes stories
    fulfilment@ovop.example     packs and sends
    certification@ovop.example  keeps the certificates
    manager@ovop.example        runs the association
    administrator@ovop.example  users, roles and settings besides
    producer@ovop.example       sees what concerns one producer's things
    admin@ovop.example          may do everything
    translator@ovop.example     translates

  Pay with card 4242 4242 4242 4242; 4000 0000 0000 0002 is declined.
  Ctrl-C stops everything.
""",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
