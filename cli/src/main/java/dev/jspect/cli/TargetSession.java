// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.audit.AuditLog;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.receipt.CaptureFacts;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.shell.engine.SnippetEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * An engine and the target it evaluates in, brought up side by side: attaching takes as long as starting a compiler. Ends
 * both, also when a signal ends the tool, and measures what it did.
 */
final class TargetSession implements AutoCloseable {
    private final ReceiptMeter meter;
    private final CompletableFuture<RemoteTarget> target;
    private final SnippetEngine engine;
    private final Thread onSignal = new Thread(this::leave, "jspect-leave");
    private volatile @Nullable CaptureFacts captured;
    private volatile boolean leftDispatcher;
    private @Nullable Receipt receipt;

    private TargetSession(ReceiptMeter meter, CompletableFuture<RemoteTarget> target, SnippetEngine engine) {
        this.meter = meter;
        this.target = target;
        this.engine = engine;
    }

    /** Starts to attach, writes the audit log first, and starts an engine meanwhile. */
    static TargetSession open(Invocation invocation, JvmProcess process, Deadline deadline, boolean publicOnly) {
        var jvm = AgentAttacher.describe(process);
        AuditLog.of(invocation.environment()).append(process, invocation.commandLine());
        ReceiptMeter meter = ReceiptMeter.start(process);
        CompletableFuture<RemoteTarget> target = new CompletableFuture<>();
        Thread attaching = new Thread(() -> complete(target, process, deadline), "jspect-attach");
        attaching.setDaemon(true);
        attaching.start();
        try {
            SnippetEngine engine = SnippetEngine.start(jvm, () -> join(target), publicOnly);
            TargetSession session = new TargetSession(meter, target, engine);
            Runtime.getRuntime().addShutdownHook(session.onSignal);
            return session;
        } catch (IOException e) {
            throw new JspectException(
                    ExitCode.NOT_PERMITTED,
                    "cannot read the JDK of " + process.label() + " in " + jvm.javaHome(),
                    String.valueOf(e.getMessage()),
                    null,
                    e);
        }
    }

    // Whatever goes wrong while attaching is thrown where the target is waited for.
    @SuppressWarnings("CatchingUnchecked")
    private static void complete(CompletableFuture<RemoteTarget> target, JvmProcess process, Deadline deadline) {
        try {
            target.complete(AgentAttacher.attach(process, deadline, ValueLimits.DEFAULT));
        } catch (Exception | LinkageError | StackOverflowError e) {
            target.completeExceptionally(e);
        }
    }

    private static RemoteTarget join(CompletableFuture<RemoteTarget> target) {
        try {
            return target.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JspectException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Waits until the target is there; throws what attaching threw. */
    RemoteTarget target() {
        return join(target);
    }

    SnippetEngine engine() {
        return engine;
    }

    /** Takes note that local variables were read: the receipt tells. */
    void captured(CaptureFacts facts) {
        captured = facts;
    }

    /** Takes note that another session has left the class that changed classes call: the receipt tells. */
    void leftDispatcher() {
        leftDispatcher = true;
    }

    /** Sends the output of snippets there. */
    void redirectOutput(OutputStream out, OutputStream err) {
        var unused = target.thenAccept(there -> there.redirectOutput(out, err));
    }

    /** Ends the session; then {@link #receipt} has been measured. */
    @Override
    public void close() {
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException shuttingDown) {
            // A signal has ended us, and with us the session: what came of it in the end is nobody's to read.
            throw new JspectException(ExitCode.INTERRUPTED, "jspect was ended", null, null, shuttingDown);
        }
    }

    private synchronized void leave() {
        if (receipt != null) {
            return;
        }
        long pausedNanos = 0;
        boolean leavesDispatcher = leftDispatcher;
        if (target.isDone() && !target.isCompletedExceptionally()) {
            target.join().close();
            pausedNanos = target.join().pausedNanos();
            leavesDispatcher |= target.join().leavesDispatcher();
        }
        Receipt measured = meter.finish().plus(pausedNanos, captured);
        receipt = leavesDispatcher ? measured.leaving(Receipt.DISPATCHER) : measured;
    }

    /** Returns what the session did to the target; it must have been closed. */
    synchronized Receipt receipt() {
        return Objects.requireNonNull(receipt, "the session is still open");
    }
}
