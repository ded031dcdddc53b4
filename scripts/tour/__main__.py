"""Martlet's tour, in the network namespace that it is started in: python3 scripts/tour --help."""
import argparse
import asyncio
import os
import shutil
import signal
import sys
import tempfile

import check
import words
from node import Node
from screen import Keys, Screen
from steps import Tour

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SECONDS_MAX = 3600


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/tour", description=__doc__)
    parser.add_argument("example", nargs="?", default="three-tier", help="a directory of deploy/examples")
    parser.add_argument("--programs", default=f"{ROOT}/.build/debug", help="where martlet and martlet-apiserver are")
    parser.add_argument("--no-wait", action="store_true", help="do not wait for a key after each step")
    parser.add_argument("--not-owned", action="store_true", help="leave the table without an owner, as old kernels do")
    parser.add_argument("--check", action="store_true", help="only see whether this host can hold the tour")
    return parser.parse_args()


def prepare(folder, programs):
    """What commands of the tour find around them: our programs first, and nothing of the user's own cluster."""
    os.mkdir(f"{folder}/run", 0o700)
    os.symlink(f"{ROOT}/deploy", f"{folder}/deploy")
    for name in [name for name in os.environ if name == "KUBECONFIG" or name.lower().endswith("_proxy")]:
        del os.environ[name]
    os.environ.update(
        PATH=f"{os.path.abspath(programs)}:{os.environ['PATH']}", HOME=folder, RUNTIME_DIRECTORY=f"{folder}/run",
        STATE_DIRECTORY=f"{folder}/state")
    return os.environ.get("KUBECTL", "kubectl" if shutil.which("kubectl") else "")


async def tour(options, folder):
    kubectl = prepare(folder, options.programs)
    screen = Screen(words.Signs(os.environ))
    node = Node(folder, kubectl)
    is_awaited = not options.no_wait and sys.stdin.isatty() and words.is_terminal(sys.stdout, os.environ)
    keys = Keys() if is_awaited else None
    steps = Tour(node, screen, options.example, keys, options.not_owned)
    try:
        if keys:
            keys.open()
        await steps.run()
    finally:
        # From here on a second Ctrl-C has nothing left to do.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, lambda: None)
        if keys:
            keys.close()
        screen.end()
        await steps.stop()


async def guarded(options, folder):
    """The tour or the check, ended by signals and by the clock."""
    task = asyncio.ensure_future(check.check(folder) if options.check else tour(options, folder))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await asyncio.wait_for(task, SECONDS_MAX)


def main():
    options = arguments()
    folder = tempfile.mkdtemp(prefix="martlet-tour-")
    try:
        asyncio.run(guarded(options, folder))
    except words.TourError as error:
        sys.exit(f"\nquickstart: {error}")
    except asyncio.TimeoutError:
        sys.exit("\nquickstart: its time was over")
    except asyncio.CancelledError:
        print("\nquickstart: ended early; nothing is left behind", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
