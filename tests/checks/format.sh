# Every C file is as clang-format 14 leaves it.
cd "$ENT_ROOT" || exit 1
clang-format-14 --dry-run --Werror $(find app tests -name '*.[ch]')
