from privstat.errors import UNREADABLE_FILE
from privstat.validate import fault_rule


@fault_rule(UNREADABLE_FILE)
def unreadable_file() -> None:
    """A path that cannot be read as a dataset, or a second file that says to be the same one.

    The file is not there, may not be read, is a folder, a FIFO or a device, has more bytes than the limit, or
    bears the id of another file. The command goes on with the other files and ends with exit code 2.

        # fy2020.toml
        [dataset]
        id          = "mitaka-fy2020"
        fiscal-year = 2020
        title       = "個人情報保護制度の運用状況"
        area        = { code = "132047", ja = "三鷹市" }
        regime      = "ordinance"

        # fy2021.toml
        [dataset]
        id          = "mitaka-fy2020"
        fiscal-year = 2021
        title       = "個人情報保護制度の運用状況"
        area        = { code = "132047", ja = "三鷹市" }
        regime      = "ordinance"

    データセットとして読めないパス、または同じ id の二つ目のファイルです。

    ファイルがない、読み取れない、フォルダー・FIFO・デバイスである、上限より大きい、ほかのファイルと同じ id を持つ、
    などです。ほかのファイルの確認は続き、終了コードは 2 になります。
    """
