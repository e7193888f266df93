// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemotePatches;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.protocol.PatchNote;
import dev.jspect.protocol.PatchStatus;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.text.Durations;
import dev.jspect.shell.text.PatchNoteText;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Takes patches back, whoever has made them. */
final class UnpatchCommand implements Command {
    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    @Nullable
    Integer number;

    boolean all;

    CommonOptions common = new CommonOptions();

    SessionSource sessions = AgentAttacher::attach;

    UnpatchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "unpatch",
                        "Takes a patch back, whoever has made it, looks whether the class is what it was, and shows what the patch has"
                                + " logged last.")
                .with(target::describe)
                .parameter(
                        PositionalParamSpec.builder()
                                .index("1")
                                .arity("0..1")
                                .paramLabel("ID")
                                .description("Its number, of those that jspect patches lists."),
                        Integer.class,
                        typed -> number = typed)
                .flag(typed -> all = typed, "All that there are.", "--all")
                .with(common::describe)
                .examples(
                        "  jspect unpatch orders 3          exit code 8 when the class is not what it was",
                        "  jspect unpatch orders --all");
    }

    @Override
    public ExitCode call() {
        if ((number == null) != all) {
            throw new JspectException(
                    ExitCode.USAGE,
                    all ? "there is an ID as well as --all" : "there is no ID, and no --all",
                    null,
                    "See: jspect patches " + target.target);
        }
        JvmProcess jvm = target.find();
        Entering.record(invocation, jvm);
        ReceiptMeter meter = ReceiptMeter.start(jvm);
        List<RemotePatches.Ended> ended;
        try (RemoteTarget session = sessions.open(jvm, common.deadline(), ValueLimits.DEFAULT)) {
            ended = end(session.probes().patches(), jvm);
        } catch (TargetException e) {
            throw TargetFailure.of("cannot take the patch back in " + jvm.label(), e);
        }
        Receipt receipt = meter.finish();
        if (common.json) {
            JsonOutput.unpatch(invocation.out(), ended, receipt);
        } else {
            ended.forEach(this::print);
        }
        if (!common.json && !common.quiet) {
            if (!invocation.inShell()) {
                invocation.err().println(receipt.line());
            }
            if (ended.isEmpty()) {
                invocation.err().println("done: nothing is patched in " + jvm.label());
            }
        }
        return ended.stream().allMatch(one -> one.restored().restored()) ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private List<RemotePatches.Ended> end(RemotePatches patches, JvmProcess jvm) throws TargetException {
        List<RemotePatches.Ended> ended = new ArrayList<>();
        if (number != null) {
            RemotePatches.Ended one = patches.end(number);
            if (one == null) {
                throw new JspectException(
                        ExitCode.USAGE,
                        "there is no patch " + number + " in " + jvm.label(),
                        null,
                        others(patches.list()));
            }
            ended.add(one);
            return ended;
        }
        RemotePatches.Listed listed = patches.list();
        List<Integer> numbers = new ArrayList<>(listed.unknown());
        listed.known().forEach(patch -> numbers.add(patch.number));
        for (int each : numbers) {
            RemotePatches.Ended one = patches.end(each);
            if (one != null) {
                ended.add(one);
            }
        }
        return ended;
    }

    private static String others(RemotePatches.Listed listed) {
        return listed.known().isEmpty() && listed.unknown().isEmpty()
                ? "Nothing is patched there, or not any more"
                : "There are: " + (listed.unknown().isEmpty() ? "" : listed.unknown() + " ")
                        + listed.known().stream()
                                .map(patch -> patch.number + " (" + SafeText.of(patch.origin.method) + ")")
                                .collect(Collectors.joining(", "));
    }

    private void print(RemotePatches.Ended ended) {
        PatchStatus patch = ended.status();
        try {
            StyledText text = new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation));
            for (PatchNote note : patch.last) {
                PatchNoteText.write(text, note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        invocation.out().flush();
        if (patch.counts.failure != null) {
            invocation
                    .err()
                    .println("jspect: the patch's code had failed, the method went on as it was written: "
                            + SafeText.of(patch.counts.failure));
        }
        if (ended.restored().names().isEmpty()) {
            if (!common.quiet) {
                invocation
                        .err()
                        .println(SafeText.of("jspect: its code does not run any more; the jspect of " + patch.origin.by
                                + " puts the class back"));
            }
        } else if (!common.quiet || !ended.restored().restored()) {
            invocation
                    .err()
                    .println(SafeText.of("jspect: "
                            + ended.restored()
                                    .aftermath(patch.counts.disturbed, "some calls may not have been patched")));
        }
        if (!common.quiet) {
            invocation
                    .err()
                    .println(SafeText.of(String.format(
                            Locale.ROOT,
                            "done: patch %d of %s ran in %,d %s in %s",
                            patch.number,
                            patch.origin.method,
                            patch.counts.hits,
                            patch.counts.hits == 1 ? "call" : "calls",
                            Durations.ofMillis((double) System.currentTimeMillis() - patch.sinceMillis))));
        }
    }
}
