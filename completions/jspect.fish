# fish completion for jspect, made by: jspect completion fish

function __jspect_targets --description 'ids and names of the running JVMs'
    for line in (jspect ps 2>/dev/null)
        set -l columns (string split --no-empty ' ' -- $line)
        test "$columns[1]" = PID; and continue
        printf '%s\t%s\n' $columns[1] $columns[2]
        string match --quiet --regex '^[A-Za-z0-9._-]+$' -- $columns[2]; and printf '%s\t%s\n' $columns[2] $columns[1]
    end
end

function __jspect_position --description 'the command is one of these, and so many arguments follow it'
    set -l words (commandline --tokens-expanded --cut-at-cursor 2>/dev/null; or commandline -opc)
    test (count $words) -ge 2; and contains -- $words[2] $argv[2..-1]; or return 1
    set -l count 0
    for word in $words[3..-1]
        string match --quiet -- '-*' $word; or set count (math $count + 1)
    end
    test $count -eq $argv[1]
end

complete --command jspect --no-files
complete --command jspect --condition '__fish_use_subcommand' --short-option j --long-option json --description 'Print JSON instead of text.'
complete --command jspect --condition '__fish_use_subcommand' --long-option color --require-parameter --arguments 'auto always never' --description 'auto, always or never.'
complete --command jspect --condition '__fish_use_subcommand' --long-option timeout --require-parameter --description 'Give up after this time: 250ms, 5s, 2m (default: 10s).'
complete --command jspect --condition '__fish_use_subcommand' --short-option q --long-option quiet --description 'Say nothing but the answer.'
complete --command jspect --condition '__fish_use_subcommand' --long-option debug --description 'Show the stack traces of jspect itself.'
complete --command jspect --condition '__fish_use_subcommand' --short-option h --long-option help --description 'Show this help.'
complete --command jspect --condition '__fish_use_subcommand' --short-option V --long-option version --description 'Show the version of jspect.'
complete --command jspect --condition '__fish_use_subcommand' --arguments ps --description 'Lists every JVM this user may see, those in containers too. Touches none of them.'
complete --command jspect --condition '__fish_use_subcommand' --arguments ls --description 'Lists every JVM this user may see, those in containers too. Touches none of them.'
complete --command jspect --condition '__fish_seen_subcommand_from ps ls' --short-option j --long-option json --description 'Print JSON instead of text.'
complete --command jspect --condition '__fish_seen_subcommand_from ps ls' --long-option color --require-parameter --arguments 'auto always never' --description 'auto, always or never.'
complete --command jspect --condition '__fish_seen_subcommand_from ps ls' --long-option timeout --require-parameter --description 'Give up after this time: 250ms, 5s, 2m (default: 10s).'
complete --command jspect --condition '__fish_seen_subcommand_from ps ls' --short-option q --long-option quiet --description 'Say nothing but the answer.'
complete --command jspect --condition '__fish_seen_subcommand_from ps ls' --long-option debug --description 'Show the stack traces of jspect itself.'
complete --command jspect --condition '__fish_seen_subcommand_from ps ls' --short-option h --long-option help --description 'Show this help.'
complete --command jspect --condition '__fish_seen_subcommand_from ps ls' --short-option V --long-option version --description 'Show the version of jspect.'
complete --command jspect --condition '__fish_use_subcommand' --arguments frames --description 'Shows the stack of every thread, platform and virtual: deadlocks first, what each waits for and who holds it. Loads nothing into the target.'
complete --command jspect --condition '__fish_use_subcommand' --arguments dump --description 'Shows the stack of every thread, platform and virtual: deadlocks first, what each waits for and who holds it. Loads nothing into the target.'
complete --command jspect --condition '__fish_seen_subcommand_from frames dump' --short-option t --long-option thread --require-parameter --description 'Only threads whose name fits this pattern (* and ?), or with this #id; repeatable.'
complete --command jspect --condition '__fish_seen_subcommand_from frames dump' --long-option group --description 'Show threads with the same stack once.'
complete --command jspect --condition '__fish_seen_subcommand_from frames dump' --long-option watch --description 'Show them again and again, every 2s or as told, until Ctrl-C.'
complete --command jspect --condition '__fish_seen_subcommand_from frames dump' --short-option j --long-option json --description 'Print JSON instead of text.'
complete --command jspect --condition '__fish_seen_subcommand_from frames dump' --long-option color --require-parameter --arguments 'auto always never' --description 'auto, always or never.'
complete --command jspect --condition '__fish_seen_subcommand_from frames dump' --long-option timeout --require-parameter --description 'Give up after this time: 250ms, 5s, 2m (default: 10s).'
complete --command jspect --condition '__fish_seen_subcommand_from frames dump' --short-option q --long-option quiet --description 'Say nothing but the answer.'
complete --command jspect --condition '__fish_seen_subcommand_from frames dump' --long-option debug --description 'Show the stack traces of jspect itself.'
complete --command jspect --condition '__fish_seen_subcommand_from frames dump' --short-option h --long-option help --description 'Show this help.'
complete --command jspect --condition '__fish_seen_subcommand_from frames dump' --short-option V --long-option version --description 'Show the version of jspect.'
complete --command jspect --condition '__jspect_position 0 frames dump' --arguments '(__jspect_targets)'
complete --command jspect --condition '__fish_use_subcommand' --arguments eval --description 'Runs Java in a target: an expression, statements, or declarations; private members just work.'
complete --command jspect --condition '__fish_seen_subcommand_from eval' --short-option f --long-option file --require-parameter --force-files --description 'Read the code from a file; - is stdin.'
complete --command jspect --condition '__fish_seen_subcommand_from eval' --long-option loader --require-parameter --description 'The class loader to see classes of: its name or @hash, as \'jspect loaders\' shows it.'
complete --command jspect --condition '__fish_seen_subcommand_from eval' --long-option public-only --description 'Compile as an outside class would: no access to what is not public.'
complete --command jspect --condition '__fish_seen_subcommand_from eval' --short-option j --long-option json --description 'Print JSON instead of text.'
complete --command jspect --condition '__fish_seen_subcommand_from eval' --long-option color --require-parameter --arguments 'auto always never' --description 'auto, always or never.'
complete --command jspect --condition '__fish_seen_subcommand_from eval' --long-option timeout --require-parameter --description 'Give up after this time: 250ms, 5s, 2m (default: 10s).'
complete --command jspect --condition '__fish_seen_subcommand_from eval' --short-option q --long-option quiet --description 'Say nothing but the answer.'
complete --command jspect --condition '__fish_seen_subcommand_from eval' --long-option debug --description 'Show the stack traces of jspect itself.'
complete --command jspect --condition '__fish_seen_subcommand_from eval' --short-option h --long-option help --description 'Show this help.'
complete --command jspect --condition '__fish_seen_subcommand_from eval' --short-option V --long-option version --description 'Show the version of jspect.'
complete --command jspect --condition '__jspect_position 0 eval' --arguments '(__jspect_targets)'
complete --command jspect --condition '__fish_use_subcommand' --arguments loaders --description 'Lists the class loaders of a target, to choose one with --loader. The one marked * is what eval and shell take without being told: it has most classes of the application.'
complete --command jspect --condition '__fish_seen_subcommand_from loaders' --short-option j --long-option json --description 'Print JSON instead of text.'
complete --command jspect --condition '__fish_seen_subcommand_from loaders' --long-option color --require-parameter --arguments 'auto always never' --description 'auto, always or never.'
complete --command jspect --condition '__fish_seen_subcommand_from loaders' --long-option timeout --require-parameter --description 'Give up after this time: 250ms, 5s, 2m (default: 10s).'
complete --command jspect --condition '__fish_seen_subcommand_from loaders' --short-option q --long-option quiet --description 'Say nothing but the answer.'
complete --command jspect --condition '__fish_seen_subcommand_from loaders' --long-option debug --description 'Show the stack traces of jspect itself.'
complete --command jspect --condition '__fish_seen_subcommand_from loaders' --short-option h --long-option help --description 'Show this help.'
complete --command jspect --condition '__fish_seen_subcommand_from loaders' --short-option V --long-option version --description 'Show the version of jspect.'
complete --command jspect --condition '__jspect_position 0 loaders' --arguments '(__jspect_targets)'
complete --command jspect --condition '__fish_use_subcommand' --arguments detach --description 'Ends whatever jspect still has in a target, of other users of jspect too, and looks whether it is gone: threads, files, open files, libraries.'
complete --command jspect --condition '__fish_seen_subcommand_from detach' --short-option j --long-option json --description 'Print JSON instead of text.'
complete --command jspect --condition '__fish_seen_subcommand_from detach' --long-option color --require-parameter --arguments 'auto always never' --description 'auto, always or never.'
complete --command jspect --condition '__fish_seen_subcommand_from detach' --long-option timeout --require-parameter --description 'Give up after this time: 250ms, 5s, 2m (default: 10s).'
complete --command jspect --condition '__fish_seen_subcommand_from detach' --short-option q --long-option quiet --description 'Say nothing but the answer.'
complete --command jspect --condition '__fish_seen_subcommand_from detach' --long-option debug --description 'Show the stack traces of jspect itself.'
complete --command jspect --condition '__fish_seen_subcommand_from detach' --short-option h --long-option help --description 'Show this help.'
complete --command jspect --condition '__fish_seen_subcommand_from detach' --short-option V --long-option version --description 'Show the version of jspect.'
complete --command jspect --condition '__jspect_position 0 detach' --arguments '(__jspect_targets)'
complete --command jspect --condition '__fish_use_subcommand' --arguments doctor --description 'Tells what would help or hinder each command on a target. Looks from outside: nothing is loaded, nothing is signalled.'
complete --command jspect --condition '__fish_seen_subcommand_from doctor' --long-option check --description 'End with exit code 1 when something does not work.'
complete --command jspect --condition '__fish_seen_subcommand_from doctor' --short-option j --long-option json --description 'Print JSON instead of text.'
complete --command jspect --condition '__fish_seen_subcommand_from doctor' --long-option color --require-parameter --arguments 'auto always never' --description 'auto, always or never.'
complete --command jspect --condition '__fish_seen_subcommand_from doctor' --long-option timeout --require-parameter --description 'Give up after this time: 250ms, 5s, 2m (default: 10s).'
complete --command jspect --condition '__fish_seen_subcommand_from doctor' --short-option q --long-option quiet --description 'Say nothing but the answer.'
complete --command jspect --condition '__fish_seen_subcommand_from doctor' --long-option debug --description 'Show the stack traces of jspect itself.'
complete --command jspect --condition '__fish_seen_subcommand_from doctor' --short-option h --long-option help --description 'Show this help.'
complete --command jspect --condition '__fish_seen_subcommand_from doctor' --short-option V --long-option version --description 'Show the version of jspect.'
complete --command jspect --condition '__jspect_position 0 doctor' --arguments '(__jspect_targets)'
complete --command jspect --condition '__fish_use_subcommand' --arguments completion --description 'Prints the completion script of a shell.'
complete --command jspect --condition '__fish_seen_subcommand_from completion' --short-option j --long-option json --description 'Print JSON instead of text.'
complete --command jspect --condition '__fish_seen_subcommand_from completion' --long-option color --require-parameter --arguments 'auto always never' --description 'auto, always or never.'
complete --command jspect --condition '__fish_seen_subcommand_from completion' --long-option timeout --require-parameter --description 'Give up after this time: 250ms, 5s, 2m (default: 10s).'
complete --command jspect --condition '__fish_seen_subcommand_from completion' --short-option q --long-option quiet --description 'Say nothing but the answer.'
complete --command jspect --condition '__fish_seen_subcommand_from completion' --long-option debug --description 'Show the stack traces of jspect itself.'
complete --command jspect --condition '__fish_seen_subcommand_from completion' --short-option h --long-option help --description 'Show this help.'
complete --command jspect --condition '__fish_seen_subcommand_from completion' --short-option V --long-option version --description 'Show the version of jspect.'
complete --command jspect --condition '__jspect_position 0 completion' --arguments 'bash zsh fish'
