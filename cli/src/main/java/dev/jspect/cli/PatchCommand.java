// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.protocol.PatchOrigin;
import dev.jspect.protocol.PatchRequest;
import dev.jspect.shell.PatchFeed;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.probes.PatchPlan;
import dev.jspect.shell.probes.PlannedMethod;
import dev.jspect.shell.text.SafeText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Changes a method in a target for as long as the command runs. */
final class PatchCommand implements Command {
    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    MethodArgument method = new MethodArgument();

    PatchCode code = new PatchCode();

    @Nullable
    String condition;

    @Nullable
    String threads;

    long limit;

    @Nullable
    Duration ttl;

    boolean detach;

    boolean dryRun;

    CommonOptions common = new CommonOptions();

    /** Runs as soon as the method is patched. */
    Runnable onBegun = () -> {};

    SessionSource sessions = AgentAttacher::attach;

    String ending = "Ctrl-C takes it back";

    PatchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "patch",
                        "Changes a method: has Java run before it, after it, or instead of it. It is as before when the command ends,"
                                + " whatever ends it: Ctrl-C, --ttl, kill -9; with --detach, when its time is over.")
                .with(target::describe)
                .with(method::describe)
                .with(code::describe)
                .option(
                        OptionSpec.builder("--if")
                                .paramLabel("CONDITION")
                                .description(
                                        "Only in calls for which this Java is true, by the parameters' names and $this."),
                        String.class,
                        typed -> condition = typed)
                .option(
                        OptionSpec.builder("--thread")
                                .paramLabel("GLOB")
                                .description("Only in threads of this name, with * for any characters."),
                        String.class,
                        typed -> threads = typed)
                .option(
                        OptionSpec.builder("--limit")
                                .paramLabel("N")
                                .converters(CountConverter.from(1))
                                .description("Only in so many calls; then it ends."),
                        Integer.class,
                        typed -> limit = typed)
                .option(
                        OptionSpec.builder("--ttl")
                                .paramLabel("TIME")
                                .converters(new DurationConverter())
                                .description("End after so long (default: with Ctrl-C)."),
                        Duration.class,
                        typed -> ttl = typed)
                .flag(
                        typed -> detach = typed,
                        "Leave it in place, and return: until --ttl is over, unpatch, or detach.",
                        "--detach")
                .flag(
                        typed -> dryRun = typed,
                        "Change nothing: compile the code, and show what the method's bytecode would become.",
                        "--dry-run")
                .with(common::describe)
                .examples(
                        "  jspect patch orders Thread::start --before 'log(\"starting \" + $this.getName())'",
                        "  jspect patch orders Cart::total --after 'if ($thrown != null) log($thrown)' --ttl 10m",
                        "  jspect patch orders Prices::rate --around 'return Math.min(proceed(), 1.5);'",
                        "  jspect patch orders Prices::rate --around '1.5' --ttl 2h --detach    stays for two hours",
                        "  jspect patch orders Mailer::send --around 'log(\"not sent to \" + to)' --if 'to.endsWith(\".test\")'");
    }

    @Override
    public ExitCode call() throws InterruptedException {
        method.pattern();
        if (dryRun && common.json) {
            throw new JspectException(
                    ExitCode.USAGE, "--dry-run shows a diff, which is no JSON", null, "Leave --json out");
        }
        if (detach && (ttl == null || ttl.isZero())) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "--detach leaves the patch to itself, so it needs an end",
                    null,
                    "For example: --ttl 30m --detach");
        }
        int kind = code.kind();
        String source = code.source(invocation);
        JvmProcess jvm = target.find();
        Entering.record(invocation, jvm);
        ReceiptMeter meter = ReceiptMeter.start(jvm);
        PatchRun run = new PatchRun(invocation, common, meter);
        try (RemoteTarget session = sessions.open(jvm, common.deadline(), ValueLimits.DEFAULT)) {
            List<PlannedMethod> methods = method.find(session);
            if (kind != PatchRequest.AFTER && methods.get(0).isConstructor()) {
                throw new JspectException(
                        ExitCode.USAGE,
                        kind == PatchRequest.AROUND
                                ? "a constructor cannot be replaced"
                                : "before a constructor there is no object yet",
                        null,
                        "Use --after");
            }
            if (kind == PatchRequest.AROUND && methods.get(0).callerSensitive()) {
                throw new JspectException(
                        ExitCode.USAGE,
                        methods.get(0).label() + " cannot be replaced",
                        "it looks which class has called it, and proceed() would be that",
                        "Use --before or --after");
            }
            PatchPlan plan = plan(session, methods, kind, source);
            if (dryRun) {
                return preview(session, plan);
            }
            run.begin(
                    session,
                    plan,
                    !method.isOfAllLoaders()
                            ? () -> null
                            : new LaterLoaders<PatchFeed>(
                                    invocation,
                                    session,
                                    methods.stream().map(PlannedMethod::owner).toList(),
                                    found -> session.probes()
                                            .patch(plan(session, method.methods(found), kind, source))));
            onBegun.run();
            if (detach && run.detach(session, jvm.pid(), plan)) {
                return ExitCode.DONE;
            }
            if (!common.quiet && !detach) {
                String loaders = methods.size() == 1 ? "" : ", in " + methods.size() + " class loaders";
                invocation
                        .err()
                        .println("jspect: " + SafeText.of(methods.get(0).label()) + " is patched" + loaders
                                + (ttl == null ? ". " + ending : ""));
            }
            run.show(ttl);
            run.end();
        } catch (TargetException e) {
            run.sumUp();
            throw TargetFailure.of("cannot patch " + method.text() + " in " + jvm.label(), e);
        }
        run.sumUp();
        return run.exitCode();
    }

    private PatchPlan plan(RemoteTarget session, List<PlannedMethod> methods, int kind, String source)
            throws TargetException {
        return new PatchPlan(
                kind,
                methods,
                CallFilter.conditions(session, methods, condition),
                code.define(session, methods, source),
                threads,
                limit,
                ttl == null ? Duration.ZERO : ttl,
                new PatchOrigin(methods.get(0).label(), source, maker()));
    }

    /** A process id means something where the target runs in the same namespace only; it is for people. */
    private static String maker() {
        return System.getProperty("user.name") + " (" + ProcessHandle.current().pid() + ")";
    }

    private ExitCode preview(RemoteTarget session, PatchPlan plan) throws TargetException {
        for (String line : session.probes().preview(plan)) {
            invocation.out().println(SafeText.of(line));
        }
        invocation.out().flush();
        if (!common.quiet) {
            invocation.err().println("done: the code compiles; nothing was changed");
        }
        return ExitCode.DONE;
    }
}
