// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.AttachChannel;
import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.HeapWalks;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.protocol.InstancesCapture;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.text.Bytes;
import dev.jspect.shell.text.Durations;
import dev.jspect.shell.text.InstancesText;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Counts the objects of a class, and shows some of them. */
final class InstancesCommand implements Command {
    /** How much heap a walk sees in a millisecond, at least: small objects on a slow core. */
    private static final long BYTES_A_MILLI = 400_000;

    private static final int MOST_BYTES = 6 << 20;

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    String className = "";

    int count = 10;

    boolean live;

    ValueOptions values = new ValueOptions();

    CommonOptions common = new CommonOptions();

    InstancesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "instances",
                        "Counts the objects of a class and its subclasses, and shows some of them. Stops the target while it"
                                + " walks over the heap: it says before for how long about, and after for how long.")
                .with(target::describe)
                .parameter(
                        PositionalParamSpec.builder()
                                .index("1")
                                .required(true)
                                .paramLabel("CLASS")
                                .description("A class or interface: its full name, or the name without package."),
                        String.class,
                        typed -> className = typed)
                .option(
                        OptionSpec.builder("-n", "--count")
                                .paramLabel("N")
                                .converters(CountConverter.from(0))
                                .description("How many objects are shown (default: 10)."),
                        Integer.class,
                        typed -> count = typed)
                .flag(
                        typed -> live = typed,
                        "Collect garbage first: without it, objects count that nobody refers to any more.",
                        "--live")
                .with(values::describe)
                .with(common::describe)
                .examples(
                        "  jspect instances orders Order              how many orders, and ten of them",
                        "  jspect instances orders com.shop.Cart -n 0 the numbers alone",
                        "  jspect instances orders Session --live     without garbage");
    }

    @Override
    public ExitCode call() {
        JvmProcess jvm = target.find();
        refuseDanger(jvm);
        Entering.record(invocation, jvm);
        ReceiptMeter meter = ReceiptMeter.start(jvm);
        InstancesCapture capture;
        try (RemoteTarget session = AgentAttacher.attach(jvm, common.deadline(), ValueLimits.DEFAULT)) {
            announce(session.heapUsed());
            ValueBounds bounds = values.bounds(1, 10, 80, MOST_BYTES, common.timeout);
            capture = session.instances(className, count, live, bounds);
        } catch (TargetException e) {
            throw TargetFailure.of("cannot count the objects of " + className + " in " + jvm.label(), e);
        }
        Receipt receipt = meter.finish().withPause(capture.pausedNanos / 1e6);
        if (!capture.loaded) {
            throw new JspectException(
                    ExitCode.USAGE,
                    "no class named " + className + " is loaded in " + jvm.label(),
                    null,
                    capture.similar.isEmpty()
                            ? "A class that no loader has loaded has no objects"
                            : "Did you mean: " + String.join(", ", capture.similar));
        }
        show(capture, receipt);
        return ExitCode.DONE;
    }

    /** Before anything of ours is there. */
    private void refuseDanger(JvmProcess jvm) {
        Deadline deadline = common.deadline();
        if (HeapWalks.areDangerous(jvm, () -> AttachChannel.open(jvm, deadline), deadline)) {
            throw new JspectException(
                    ExitCode.REFUSED,
                    "does not look for objects in " + jvm.label(),
                    HeapWalks.REASON,
                    "What the frames refer to: jspect frames " + jvm.pid() + " -ll");
        }
    }

    private void announce(long heapUsed) {
        if (!common.quiet) {
            double millis = Math.max(1, heapUsed / (double) BYTES_A_MILLI);
            invocation
                    .err()
                    .println("jspect: walks over a heap of " + Bytes.text(heapUsed)
                            + ": the target will stand still for up to " + Durations.ofMillis(millis)
                            + (live ? ", and for a garbage collection" : ""));
        }
    }

    private void show(InstancesCapture capture, Receipt receipt) {
        if (common.json) {
            JsonOutput.instances(invocation.out(), capture, receipt);
            return;
        }
        try {
            InstancesText.write(
                    new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation)),
                    capture.counts,
                    capture.objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        invocation.out().flush();
        if (!common.quiet) {
            if (!live) {
                invocation.err().println("jspect: garbage that was not collected yet is counted, too; not with --live");
            }
            invocation.err().println(receipt.line());
        }
    }
}
