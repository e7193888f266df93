// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.os.Standstill;
import dev.jspect.cli.receipt.CaptureFacts;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.context.CarriedByThreads;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.recording.Moment;
import dev.jspect.shell.recording.RecordedMethods;
import dev.jspect.shell.source.SourceArchives;
import dev.jspect.shell.source.SourceLookup;
import dev.jspect.shell.source.Sources;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session of {@code frames}: adds local variables to thread dumps, and what else is in the target only. Ends also when a signal ends the tool. */
final class LocalsSession implements AutoCloseable {
    private final JvmProcess process;
    private final LocalsOptions options;
    private final Duration timeout;
    private final ReceiptMeter meter;
    private final RemoteTarget target;
    private final LocalsReader reader;
    private final SourceLookup sources;
    private final Thread onSignal;
    private CaptureFacts facts = CaptureFacts.NONE;
    private @Nullable Receipt receipt;

    private LocalsSession(
            JvmProcess process,
            LocalsOptions options,
            List<Path> sourcePath,
            Duration timeout,
            ReceiptMeter meter,
            RemoteTarget target) {
        this.process = process;
        this.options = options;
        this.timeout = timeout;
        this.meter = meter;
        this.target = target;
        this.onSignal = new Thread(target::close, "jspect-leave");
        this.reader = new LocalsReader(target);
        this.sources = new Sources(
                sourcePath, new SourceArchives(target.jvm().javaHome()), !options.folds(), target.jvm()::toolPath);
    }

    /** Attaches. */
    static LocalsSession open(JvmProcess process, LocalsOptions options, Duration timeout) {
        List<Path> sourcePath = options.sourcePath();
        ReceiptMeter meter = ReceiptMeter.start(process);
        RemoteTarget target = AgentAttacher.attach(process, Deadline.after(timeout), ValueLimits.DEFAULT);
        LocalsSession session = new LocalsSession(process, options, sourcePath, timeout, meter, target);
        Runtime.getRuntime().addShutdownHook(session.onSignal);
        return session;
    }

    /**
     * Returns a dump with local variables.
     *
     * @param dump taken right before, and asked for when the variables have been read
     * @param chosen the threads to look at, or null for all
     */
    ThreadDump add(Supplier<ThreadDump> dump, @Nullable List<ThreadSnapshot> chosen) {
        List<Long> ids = new ArrayList<>();
        if (chosen != null) {
            chosen.forEach(thread -> ids.add(thread.id()));
        }
        try {
            LocalsReader.Reading read = reader.read(live -> options.request(ids, live, timeout), !options.folds());
            facts = CaptureFacts.of(read.capture(), read.earlierNanos());
            return dump.get().withLocals(read.capture(), reader.judge(), sources);
        } catch (TargetException e) {
            throw TargetFailure.of("cannot read the local variables of " + process.label(), e);
        }
    }

    /**
     * Returns all that can be seen now.
     *
     * @param dump taken right before
     * @param leftOut what that has not
     * @param since a moment before that
     */
    Moment moment(ThreadDump dump, List<String> leftOut, Standstill since) {
        try {
            LocalsReader.Reading read =
                    reader.read(live -> options.request(List.of(), live, timeout), !options.folds());
            facts = CaptureFacts.of(read.capture(), read.earlierNanos());
            BelowJava below = BelowJava.read(process, dump.threads(), since, BelowJava.Depth.FRAMES, targetStacks());
            ContextCapture context = target.context(options.contextRequest(List.of(), timeout));
            List<String> notes = new ArrayList<>(leftOut);
            notes.addAll(facts.notes());
            if (facts.referencesOnly() != null) {
                notes.add("only references could be read, no primitives: " + facts.referencesOnly());
            }
            notes.addAll(below.notes());
            return new Moment(
                    dump.withLocals(read.capture(), reader.judge(), sources),
                    RecordedMethods.of(read.capture().methods),
                    context,
                    below.threads(),
                    notes);
        } catch (TargetException e) {
            throw TargetFailure.of("cannot record " + process.label(), e);
        }
    }

    /** Returns what some threads of a dump carry. */
    CarriedByThreads carriedBy(List<ThreadSnapshot> threads) {
        if (!options.withContext()) {
            return CarriedByThreads.NOT_ASKED;
        }
        List<ValueTree> values = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (ThreadSnapshot thread : threads) {
            thread.addValues(values);
            ids.add(thread.id());
        }
        try {
            ContextRequest request = options.contextRequest(ids, timeout);
            return CarriedByThreads.of(target.context(request), values);
        } catch (TargetException e) {
            throw TargetFailure.of("cannot read what the threads of " + process.label() + " carry", e);
        }
    }

    /** Gets ready to look at threads that run, below Java. */
    void prepareBelow() {
        try {
            targetStacks().prepare();
        } catch (TargetException e) {
            if (e.kind() != TargetException.Kind.FAILED) {
                throw TargetFailure.of("cannot read the calls below Java of " + process.label(), e);
            }
            // It fails once more when it is asked in earnest, and then that is said beside all else.
        }
    }

    /** Returns what looks below Java in the target. */
    TargetStacks targetStacks() {
        return new TargetStacks(target::stacks);
    }

    /** Returns a dump with the stacks of all threads, virtual ones too, and no variables. */
    ThreadDump addStacks(ThreadDump dump) {
        try {
            FramesCapture stacks = target.frames(options.request(List.of(), null, timeout));
            facts = CaptureFacts.of(stacks, 0);
            return dump.withLocals(stacks, reader.judge());
        } catch (TargetException e) {
            throw TargetFailure.of("cannot read the stacks of " + process.label(), e);
        }
    }

    /** Returns what the last capture was like. */
    CaptureFacts facts() {
        return facts;
    }

    @Override
    public void close() {
        if (receipt == null) {
            target.close();
            Receipt ended = meter.finish().with(facts);
            for (String left : target.leftBehind()) {
                ended = ended.leaving(left);
            }
            receipt = ended;
            try {
                Runtime.getRuntime().removeShutdownHook(onSignal);
            } catch (IllegalStateException shuttingDown) {
                // A signal ends us: the hook closes the session, too.
                return;
            }
        }
    }

    /** Ends the session and returns what it did to the target. */
    Receipt finish() {
        close();
        return Objects.requireNonNull(receipt);
    }
}
