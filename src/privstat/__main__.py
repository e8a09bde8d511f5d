"""The process: `privstat` and `python -m privstat` begin here, and end as a Unix tool does."""

import gc
import os
import sys

TYPE_CHECKING = False  # `typing` is not imported before Ctrl-C is taken care of
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> "NoReturn":
    """Run the command line and end with its exit code: 0, 1 for findings, 2 for errors, 130 for Ctrl-C."""
    try:
        sys.exit(_exit_code())
    except KeyboardInterrupt:
        sys.exit(130)


def _exit_code() -> int:
    if sys.stdout is None:  # closed, as by >&-
        return _complain("standard output is closed")
    # Looking for garbage takes a twelfth of a call that makes none; large catalogs are still looked through.
    gc.set_threshold(100_000)
    from privstat.cli import run

    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        return _end_by_sigpipe()
    except OSError as error:  # of standard output: files have errors of their own
        _forget_output()
        return _complain(f"standard output: {error.strerror or error}")
    return code


def _complain(text: str) -> int:
    print(text, file=sys.stderr)
    return 2


def _end_by_sigpipe() -> int:
    """End as other tools do when nobody reads on; where there is no such signal, quietly."""
    import signal

    _forget_output()
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)
    return 0


def _forget_output() -> None:
    # Python would try again to flush what is left, and complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
