"""Name what speaks against publishing a file."""

from __future__ import annotations

from gongkai.domain.errors import Refusal


class FileEmpty(Refusal):
    """The file holds nothing."""

    code = "file_empty"


class FileDamaged(Refusal):
    """The file cannot be read to its end."""

    code = "file_damaged"


class FileEncrypted(Refusal):
    """The file opens only with a password."""

    code = "file_encrypted"


class FileKindNotAllowed(Refusal):
    """Files of this kind are not offered to the public."""

    code = "file_kind_not_allowed"


class FileIsProgram(Refusal):
    """The file is a program, a script or a web page."""

    code = "file_is_program"


class FileHasMacros(Refusal):
    """The document carries a program."""

    code = "file_has_macros"


class FileIsArchive(Refusal):
    """The file packs others that nobody could review one by one."""

    code = "file_is_archive"


class FileUnfoldsTooLarge(Refusal):
    """The file unfolds to far more than it is."""

    code = "file_unfolds_too_large"


class FileNameDisagrees(Refusal):
    """The extension says something else than the content."""

    code = "file_name_disagrees"


class FileTooLarge(Refusal):
    """The file is larger than files of its kind may be."""

    code = "file_too_large"


class FileMustBeHandled(Refusal):
    """The file holds what its author has to decide about."""

    code = "file_must_be_handled"
