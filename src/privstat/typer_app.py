"""The Typer application, made from the same declarations that the plain door reads; only this file knows Typer."""

from collections.abc import Callable, Iterable, Sequence
from inspect import Parameter as SignatureParameter
from inspect import Signature
from types import ModuleType
from typing import Annotated, Any, Literal

import typer

from privstat.commandline import Argument, Parameter, called, parameters
from privstat.errors import PrivstatError
from privstat.visible import one_line
from privstat.words import Language, Message, Text

_VERSION = Text(en="Show the version and exit.", ja="バージョンを示して終わる。")
_HINT = Text(en="{problem}\n{command} --help shows what there is", ja="{problem}\n使い方は {command} --help")
# Typer carries its own copy of Click; the error for wrong words is the parent of the one it exports.
_UsageError: Any = typer.BadParameter.__mro__[1]


class UsageError(PrivstatError):
    """Words on the command line that no command understands."""

    def __init__(self, problem: str, command: str) -> None:
        super().__init__(Message(_HINT, {"problem": one_line(problem), "command": command}))


def run_with_typer(
    commands: Iterable[tuple[str, ModuleType]],
    about: Text,
    words: Sequence[str],
    lang: Language,
    version: str,
) -> int:
    """Run a command line and return its exit code. Raises UsageError, and what the command raises."""
    app = typer_app(commands, about, lang, version)
    command = typer.main.get_command(app)
    try:
        # Out of its standalone mode Typer returns the exit code and lets errors through.
        return int(command.main(list(words), prog_name="privstat", standalone_mode=False) or 0)
    except _UsageError as error:
        where = error.ctx.command_path if error.ctx else "privstat"
        raise UsageError(error.format_message(), where) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Typer's own answer is exit code 1
            raise end.__context__ from None
        raise


def typer_app(commands: Iterable[tuple[str, ModuleType]], about: Text, lang: Language, version: str) -> typer.Typer:
    """Return the application with its help in one language."""
    app = typer.Typer(
        name="privstat",
        help=about.to(lang),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    def show_version(wanted: bool) -> None:
        if wanted:
            typer.echo(f"privstat {version}")
            raise typer.Exit

    @app.callback()
    def main(
        version: Annotated[
            bool, typer.Option("--version", callback=show_version, is_eager=True, help=_VERSION.to(lang))
        ] = False,
    ) -> None:
        pass

    for name, module in commands:
        app.command(name, help=module.HELP.to(lang))(_typer_function(module.run, lang))
    return app


def _typer_function(run: Callable[..., int], lang: Language) -> Callable[..., int]:
    """Return a function with the signature that Typer reads: the declaration in Typer's words."""
    known = parameters(run)

    def function(**values: Any) -> int:
        return called(run, values)

    signature = [_signature_parameter(each, lang) for each in known]
    function.__signature__ = Signature(signature)  # type: ignore[attr-defined]
    function.__annotations__ = {each.name: each.annotation for each in signature}
    return function


def _signature_parameter(parameter: Parameter, lang: Language) -> SignatureParameter:
    declared = parameter.declared
    kind: Any = parameter.type
    info: Any
    if isinstance(declared, Argument):
        complete = _completion(declared.complete) if declared.complete else None
        info = typer.Argument(
            help=declared.help.to(lang), metavar=declared.metavar, show_default=False, autocompletion=complete
        )
    else:
        info = typer.Option(
            declared.name,
            help=declared.help.to(lang),
            metavar=declared.metavar or None,
            show_default=declared.choices is not None,
        )
        if declared.choices:
            choices: Any = Literal.__getitem__(tuple(declared.choices()))
            kind = choices if parameter.default is not None else choices | None
    default = SignatureParameter.empty if parameter.default is ... else parameter.default
    return SignatureParameter(
        parameter.name, SignatureParameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, info]
    )


def _completion(complete: Callable[[], Sequence[str]]) -> Callable[[str], list[str]]:
    return lambda incomplete: [name for name in complete() if name.startswith(incomplete)]
