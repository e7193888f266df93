// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.CallFilter.WatchedCode;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.protocol.FoundClass;
import dev.jspect.shell.CallFeed;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.probes.PlannedPlace;
import dev.jspect.shell.probes.WatchPlan;
import dev.jspect.shell.text.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Shows calls of a method as they end in a target. */
final class WatchCommand implements Command {
    private static final int MOST_BYTES = 64 << 10;

    /** Longest time that the values of one call may take in the calling thread. */
    private static final Duration VALUES = Duration.ofMillis(40);

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    MethodArgument method = new MethodArgument();

    int count = 10;

    Duration duration = Duration.ofSeconds(60);

    Duration slowerThan = Duration.ZERO;

    boolean summary;

    boolean stacks;

    boolean locals;

    @Nullable
    String condition;

    List<String> columns = List.of();

    ValueOptions values = new ValueOptions();

    CommonOptions common = new CommonOptions();

    SessionSource sessions = AgentAttacher::attach;

    WatchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "watch",
                        "Shows calls of a method as they end: with what it was called, what it returned or threw, and how long it"
                                + " took. Or the local variables whenever a line is passed. Changes the class meanwhile, and changes it back.")
                .with(target::describe)
                .with(method::describeWithLines)
                .parameter(
                        PositionalParamSpec.builder()
                                .index("2..*")
                                .arity("0..*")
                                .paramLabel("EXPR")
                                .description(
                                        "Java over the parameters' names, $this, $result and $thrown, of a line over its"
                                                + " variables: shown in place of all of them. Runs in the calling thread, when the call"
                                                + " ends."),
                        String[].class,
                        typed -> columns = List.of(typed))
                .option(
                        OptionSpec.builder("-n", "--count")
                                .paramLabel("N")
                                .converters(CountConverter.from(1))
                                .description("Stop after so many (default: 10)."),
                        Integer.class,
                        typed -> count = typed)
                .option(
                        OptionSpec.builder("-d", "--duration")
                                .paramLabel("TIME")
                                .converters(new DurationConverter())
                                .description("Stop after so long (default: 60s)."),
                        Duration.class,
                        typed -> duration = typed)
                .option(
                        OptionSpec.builder("--if")
                                .paramLabel("CONDITION")
                                .description(
                                        "Only calls for which this Java is true, by the parameters' names and $this. Runs in the"
                                                + " calling thread, before the method does."),
                        String.class,
                        typed -> condition = typed)
                .option(
                        OptionSpec.builder("--slower-than")
                                .paramLabel("TIME")
                                .converters(new DurationConverter())
                                .description("Only calls that took longer."),
                        Duration.class,
                        typed -> slowerThan = typed)
                .flag(
                        typed -> summary = typed,
                        "Show no calls, but how many there are a second, and how long they take.",
                        "--summary")
                .flag(typed -> stacks = typed, "Show who has called, too: the stack when the call began.", "--stack")
                .flag(
                        typed -> locals = typed,
                        "Show the method's own variables, too, as they are where it returns.",
                        "--locals")
                .with(values::describe)
                .with(common::describe)
                .examples(
                        "  jspect watch orders OrderService::place            the next ten calls",
                        "  jspect watch orders Cart::add(Item,int) --if 'count > 100'   large ones only",
                        "  jspect watch orders OrderService::place --slower-than 250ms -d 10m   slow ones, for ten minutes",
                        "  jspect watch orders OrderService::place --summary  calls, errors and times, each second",
                        "  jspect watch orders Cart::add item.name '$this.size()'   these only",
                        "  jspect watch orders OrderService:48 --if 'quantity > 100'   the variables, when that line is passed",
                        "  jspect watch orders com.shop.Order::new -n 1       who makes one: its arguments");
    }

    @Override
    public ExitCode call() throws InterruptedException {
        if (summary && !columns.isEmpty()) {
            throw new JspectException(ExitCode.USAGE, "--summary shows no values: leave EXPR out", null, null);
        }
        if (locals && (summary || !columns.isEmpty() || method.line() != null)) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "--locals is for calls of a method, with all that they have",
                    null,
                    "Leave --summary and EXPR out; a line shows its variables by itself");
        }
        if (method.line() != null && (summary || !slowerThan.isZero())) {
            throw new JspectException(
                    ExitCode.USAGE, "a line takes no time: --summary and --slower-than are for methods", null, null);
        }
        JvmProcess jvm = target.find();
        Entering.record(invocation, jvm);
        ReceiptMeter meter = ReceiptMeter.start(jvm);
        CallWatch watch = new CallWatch(invocation, common, meter);
        try (RemoteTarget session = sessions.open(jvm, common.deadline(), ValueLimits.DEFAULT)) {
            WatchedCode watched = code(session, method.places(session));
            List<FoundClass> classes = watched.places().stream()
                    .map(place -> place.method().owner())
                    .toList();
            watch.begin(
                    session,
                    plan(watched),
                    !method.isOfAllLoaders()
                            ? () -> null
                            : new LaterLoaders<CallFeed>(
                                    invocation,
                                    session,
                                    classes,
                                    found -> session.probes().watch(plan(code(session, method.places(found))))));
            if (!common.quiet) {
                announce(watched);
            }
            if (summary) {
                watch.sumUp(duration);
            } else {
                watch.show(count, duration, values.deep());
            }
            watch.end();
        } catch (TargetException e) {
            watch.sumUp();
            throw TargetFailure.of("cannot watch " + method.text() + " in " + jvm.label(), e);
        }
        watch.sumUp();
        return watch.isRestored() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private WatchedCode code(RemoteTarget session, List<PlannedPlace> places) throws TargetException {
        List<PlannedPlace> told = new ArrayList<>();
        for (PlannedPlace place : places) {
            told.add((locals ? method.returning(place) : place).telling(columns));
        }
        return CallFilter.define(session, told, condition);
    }

    private WatchPlan plan(WatchedCode watched) {
        return new WatchPlan(
                watched.places(),
                watched.conditions(),
                watched.columns(),
                count,
                slowerThan,
                summary,
                stacks,
                values.bounds(1, 10, 80, MOST_BYTES, VALUES));
    }

    private void announce(WatchedCode watched) {
        PlannedPlace first = watched.places().get(0);
        long count = watched.places().stream()
                .map(place -> place.method().owner())
                .distinct()
                .count();
        String loaders = count == 1 ? "" : ", in " + count + " class loaders";
        String leftOut = watched.leftOut() == 0
                ? ""
                : ", but for " + watched.leftOut() + " of "
                        + (watched.leftOut() + watched.places().size()) + " places in it, where other variables are";
        invocation
                .err()
                .println((first.isLine() ? "jspect: waits for line " : "jspect: waits for calls of ")
                        + SafeText.of(first.label())
                        + loaders
                        + leftOut);
    }
}
