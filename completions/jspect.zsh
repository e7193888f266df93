# zsh completion for jspect, made by: jspect completion zsh

(( $+functions[compdef] )) || { autoload -U +X compinit && compinit }
autoload -U +X bashcompinit && bashcompinit

_jspect_offer() { # what begins like the word that is being typed
  local candidate
  for candidate in "$@"; do
    [[ $candidate == "$word"* ]] && COMPREPLY+=("$candidate")
  done
}

_jspect_targets() { # ids and names of the running JVMs
  local pid name rest
  while read -r pid name rest; do
    [[ $pid == PID ]] && continue
    _jspect_offer "$pid"
    [[ $name == *[!A-Za-z0-9._-]* ]] || _jspect_offer "$name"
  done < <(jspect ps 2>/dev/null)
}

_jspect() {
  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local command=${COMP_WORDS[1]} valued='' position=0 i
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _jspect_offer ps ls frames dump top eval shell exceptions watch patch patches unpatch context instances record show loaders detach doctor completion -j --json --color --timeout -q --quiet --debug -h --help -V --version
    return
  fi
  case $command in
    ps|ls) valued='--color --timeout' ;;
    frames|dump) valued='-t --thread --depth --items --length --reveal --app --source-path --pause-budget --color --timeout' ;;
    top) valued='--every -n --count --lines -t --thread --sort --color --timeout' ;;
    eval) valued='-f --file --loader --frame --color --timeout' ;;
    shell) valued='--loader --color --timeout' ;;
    exceptions) valued='-n --count -d --duration --rate --where --app --source-path --depth --items --length --reveal --sentry --color --timeout' ;;
    watch) valued='--loader -n --count -d --duration --if --slower-than --depth --items --length --reveal --color --timeout' ;;
    patch) valued='--loader -f --file --if --thread --limit --ttl --color --timeout' ;;
    patches) valued='--color --timeout' ;;
    unpatch) valued='--color --timeout' ;;
    context) valued='-t --thread --find --depth --items --length --reveal --color --timeout' ;;
    instances) valued='-n --count --depth --items --length --reveal --color --timeout' ;;
    record) valued='-o --output --every --count --depth --items --length --reveal --app --source-path --pause-budget --color --timeout' ;;
    show) valued='-t --thread --moment --source-path --symbols --color --timeout' ;;
    loaders) valued='--color --timeout' ;;
    detach) valued='--color --timeout' ;;
    doctor) valued='--color --timeout' ;;
    completion) valued='--color --timeout' ;;
    *) return ;;
  esac
  for ((i = 2; i < COMP_CWORD; i++)); do
    [[ ${COMP_WORDS[i]} == -* || " $valued " == *" ${COMP_WORDS[i-1]} "* ]] || position=$((position + 1))
  done
  case $command,$previous in
    ps,--color|ls,--color) _jspect_offer auto always never; return ;;
    ps,--timeout|ls,--timeout) return ;;
    frames,-t|frames,--thread|dump,-t|dump,--thread) return ;;
    frames,--depth|dump,--depth) return ;;
    frames,--items|dump,--items) return ;;
    frames,--length|dump,--length) return ;;
    frames,--reveal|dump,--reveal) return ;;
    frames,--app|dump,--app) return ;;
    frames,--source-path|dump,--source-path) COMPREPLY=($(compgen -f -- "$word")); return ;;
    frames,--pause-budget|dump,--pause-budget) return ;;
    frames,--color|dump,--color) _jspect_offer auto always never; return ;;
    frames,--timeout|dump,--timeout) return ;;
    top,--every) return ;;
    top,-n|top,--count) return ;;
    top,--lines) return ;;
    top,-t|top,--thread) return ;;
    top,--sort) _jspect_offer cpu time name id state; return ;;
    top,--color) _jspect_offer auto always never; return ;;
    top,--timeout) return ;;
    eval,-f|eval,--file) COMPREPLY=($(compgen -f -- "$word")); return ;;
    eval,--loader) return ;;
    eval,--frame) return ;;
    eval,--color) _jspect_offer auto always never; return ;;
    eval,--timeout) return ;;
    shell,--loader) return ;;
    shell,--color) _jspect_offer auto always never; return ;;
    shell,--timeout) return ;;
    exceptions,-n|exceptions,--count) return ;;
    exceptions,-d|exceptions,--duration) return ;;
    exceptions,--rate) return ;;
    exceptions,--where) return ;;
    exceptions,--app) return ;;
    exceptions,--source-path) COMPREPLY=($(compgen -f -- "$word")); return ;;
    exceptions,--depth) return ;;
    exceptions,--items) return ;;
    exceptions,--length) return ;;
    exceptions,--reveal) return ;;
    exceptions,--sentry) return ;;
    exceptions,--color) _jspect_offer auto always never; return ;;
    exceptions,--timeout) return ;;
    watch,--loader) return ;;
    watch,-n|watch,--count) return ;;
    watch,-d|watch,--duration) return ;;
    watch,--if) return ;;
    watch,--slower-than) return ;;
    watch,--depth) return ;;
    watch,--items) return ;;
    watch,--length) return ;;
    watch,--reveal) return ;;
    watch,--color) _jspect_offer auto always never; return ;;
    watch,--timeout) return ;;
    patch,--loader) return ;;
    patch,-f|patch,--file) COMPREPLY=($(compgen -f -- "$word")); return ;;
    patch,--if) return ;;
    patch,--thread) return ;;
    patch,--limit) return ;;
    patch,--ttl) return ;;
    patch,--color) _jspect_offer auto always never; return ;;
    patch,--timeout) return ;;
    patches,--color) _jspect_offer auto always never; return ;;
    patches,--timeout) return ;;
    unpatch,--color) _jspect_offer auto always never; return ;;
    unpatch,--timeout) return ;;
    context,-t|context,--thread) return ;;
    context,--find) return ;;
    context,--depth) return ;;
    context,--items) return ;;
    context,--length) return ;;
    context,--reveal) return ;;
    context,--color) _jspect_offer auto always never; return ;;
    context,--timeout) return ;;
    instances,-n|instances,--count) return ;;
    instances,--depth) return ;;
    instances,--items) return ;;
    instances,--length) return ;;
    instances,--reveal) return ;;
    instances,--color) _jspect_offer auto always never; return ;;
    instances,--timeout) return ;;
    record,-o|record,--output) COMPREPLY=($(compgen -f -- "$word")); return ;;
    record,--every) return ;;
    record,--count) return ;;
    record,--depth) return ;;
    record,--items) return ;;
    record,--length) return ;;
    record,--reveal) return ;;
    record,--app) return ;;
    record,--source-path) COMPREPLY=($(compgen -f -- "$word")); return ;;
    record,--pause-budget) return ;;
    record,--color) _jspect_offer auto always never; return ;;
    record,--timeout) return ;;
    show,-t|show,--thread) return ;;
    show,--moment) return ;;
    show,--source-path) COMPREPLY=($(compgen -f -- "$word")); return ;;
    show,--symbols) return ;;
    show,--color) _jspect_offer auto always never; return ;;
    show,--timeout) return ;;
    loaders,--color) _jspect_offer auto always never; return ;;
    loaders,--timeout) return ;;
    detach,--color) _jspect_offer auto always never; return ;;
    detach,--timeout) return ;;
    doctor,--color) _jspect_offer auto always never; return ;;
    doctor,--timeout) return ;;
    completion,--color) _jspect_offer auto always never; return ;;
    completion,--timeout) return ;;
  esac
  case $command,$word,$position in
    ps,-*) _jspect_offer -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    ls,-*) _jspect_offer -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    frames,-*) _jspect_offer -t --thread --group --native --all-threads --watch -l --locals --depth --items --length --reveal --app --all-frames --source-path --pause-budget --documented-only --context -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    frames,*,0) _jspect_targets; ;;
    dump,-*) _jspect_offer -t --thread --group --native --all-threads --watch -l --locals --depth --items --length --reveal --app --all-frames --source-path --pause-budget --documented-only --context -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    dump,*,0) _jspect_targets; ;;
    top,-*) _jspect_offer --every -n --count --lines -t --thread --sort -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    top,*,0) _jspect_targets; ;;
    eval,-*) _jspect_offer -f --file --loader --public-only --frame -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    eval,*,0) _jspect_targets; ;;
    shell,-*) _jspect_offer --loader --public-only -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    shell,*,0) _jspect_targets; ;;
    exceptions,-*) _jspect_offer -n --count -d --duration --rate --where --uncaught --no-locals --context --app --all-frames --source-path --depth --items --length --reveal --sentry -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    exceptions,*,0) _jspect_targets; ;;
    watch,-*) _jspect_offer --loader -n --count -d --duration --if --slower-than --summary --stack --locals --depth --items --length --reveal -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    watch,*,0) _jspect_targets; ;;
    patch,-*) _jspect_offer --loader --before --after --around -f --file --if --thread --limit --ttl --detach --dry-run -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    patch,*,0) _jspect_targets; ;;
    patches,-*) _jspect_offer --log -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    patches,*,0) _jspect_targets; ;;
    unpatch,-*) _jspect_offer --all -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    unpatch,*,0) _jspect_targets; ;;
    context,-*) _jspect_offer -t --thread --find --leaks --tasks --all --depth --items --length --reveal -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    context,*,0) _jspect_targets; ;;
    instances,-*) _jspect_offer -n --count --live --depth --items --length --reveal -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    instances,*,0) _jspect_targets; ;;
    record,-*) _jspect_offer -o --output --every --count --depth --items --length --reveal --app --all-frames --source-path --pause-budget --documented-only -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    record,*,0) _jspect_targets; ;;
    show,-*) _jspect_offer -t --thread --moment --diff --html --group --all-frames --source-path --symbols -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    show,*,0) COMPREPLY=($(compgen -f -- "$word")); ;;
    show,*,1) _jspect_offer frames context threads; ;;
    loaders,-*) _jspect_offer -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    loaders,*,0) _jspect_targets; ;;
    detach,-*) _jspect_offer -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    detach,*,0) _jspect_targets; ;;
    doctor,-*) _jspect_offer --check -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    doctor,*,0) _jspect_targets; ;;
    completion,-*) _jspect_offer -j --json --color --timeout -q --quiet --debug -h --help -V --version ;;
    completion,*,0) _jspect_offer bash zsh fish; ;;
  esac
}

complete -F _jspect jspect
