// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.doctor.Diagnosis;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.remote.RemotePatches;
import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.CallSummary;
import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.InstancesCapture;
import dev.jspect.protocol.LoaderFacts;
import dev.jspect.protocol.PatchNote;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.shell.CallFeed;
import dev.jspect.shell.ExceptionFeed;
import dev.jspect.shell.PatchFeed;
import dev.jspect.shell.engine.SnippetResult;
import dev.jspect.shell.exceptions.Repeats;
import dev.jspect.shell.frames.HeldThread;
import dev.jspect.shell.natives.ThreadLoad;
import dev.jspect.shell.probes.PlannedPlace;
import dev.jspect.shell.text.Beside;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON documents, one a line, each with {@code "schema": 1}. */
public final class JsonOutput {
    private static final int SCHEMA = 1;

    private JsonOutput() {}

    /** Writes the list of JVMs. */
    public static void ps(OutputStream out, List<JvmProcess> jvms) {
        document(out, json -> PsJson.write(json, jvms));
    }

    /** Writes what the doctor found. */
    public static void doctor(OutputStream out, Diagnosis diagnosis) {
        document(out, json -> DoctorJson.write(json, diagnosis));
    }

    /**
     * Writes a thread dump, of the threads chosen.
     *
     * @param receipt null where nothing was loaded into the target
     */
    public static void frames(
            OutputStream out,
            Looked target,
            ThreadDump dump,
            List<ThreadSnapshot> shown,
            Beside beside,
            @Nullable Receipt receipt) {
        document(out, json -> {
            FramesJson.write(json, target, dump, shown, beside);
            if (receipt == null) {
                json.writeNullField("receipt");
            } else {
                ReceiptJson.write(json, receipt);
            }
        });
    }

    /**
     * Writes what became of snippets.
     *
     * @param frame whose variables they could use, or null
     */
    public static void eval(
            OutputStream stream,
            @Nullable HeldThread frame,
            List<SnippetResult> results,
            String out,
            String err,
            Receipt receipt) {
        document(stream, json -> {
            if (frame != null) {
                EvalJson.frame(json, frame);
            }
            EvalJson.snippets(json, results);
            json.writeStringField("out", out);
            json.writeStringField("err", err);
            ReceiptJson.write(json, receipt);
        });
    }

    /** Writes the class loaders; {@code likeliest} is the id of the one that is used unless another is chosen. */
    public static void loaders(OutputStream out, List<LoaderFacts> loaders, int likeliest, Receipt receipt) {
        document(out, json -> {
            LoadersJson.write(json, loaders, likeliest);
            ReceiptJson.write(json, receipt);
        });
    }

    /** Writes the objects of a class. */
    public static void exception(
            OutputStream out, ExceptionCapture capture, ThreadSnapshot thread, Repeats.Repeat repeat) {
        document(out, json -> ExceptionJson.write(json, capture, thread, repeat));
    }

    /** Writes the last line of {@code exceptions}. */
    public static void exceptionsEnd(OutputStream out, int shown, ExceptionFeed.Totals totals, Receipt receipt) {
        document(out, json -> {
            ExceptionJson.writeEnd(json, shown, totals);
            ReceiptJson.write(json, receipt);
        });
    }

    /** Writes a call, as a line of its own. */
    public static void call(OutputStream out, CallCapture call, PlannedPlace place) {
        document(out, json -> CallJson.write(json, call, place));
    }

    /** Writes how many calls there were in a second, as a line of its own. */
    public static void callSummary(OutputStream out, CallSummary summary) {
        document(out, json -> CallJson.writeSummary(json, summary));
    }

    /** Writes the last line of {@code watch}. */
    public static void callsEnd(OutputStream out, int shown, CallFeed.Totals totals, Receipt receipt) {
        document(out, json -> {
            CallJson.writeEnd(json, shown, totals);
            ReceiptJson.write(json, receipt);
        });
    }

    /** Writes what a patch's code has logged, as a line of its own. */
    public static void patchNote(OutputStream out, PatchNote note) {
        document(out, json -> PatchJson.write(json, note));
    }

    /** Writes the last line of {@code patch}. */
    public static void patchEnd(OutputStream out, PatchFeed.Totals totals, Receipt receipt) {
        document(out, json -> {
            PatchJson.writeEnd(json, totals);
            ReceiptJson.write(json, receipt);
        });
    }

    /** Writes that a patch was left in place. */
    public static void patchDetached(OutputStream out, int number, Instant until, Receipt receipt) {
        document(out, json -> {
            PatchJson.writeDetached(json, number, until);
            ReceiptJson.write(json, receipt);
        });
    }

    /** Writes what {@code patches} found. */
    public static void patches(OutputStream out, RemotePatches.Listed listed, Receipt receipt) {
        document(out, json -> {
            PatchesJson.write(json, listed);
            ReceiptJson.write(json, receipt);
        });
    }

    /** Writes what {@code unpatch} has ended. */
    public static void unpatch(OutputStream out, List<RemotePatches.Ended> ended, Receipt receipt) {
        document(out, json -> {
            PatchesJson.writeEnded(json, ended);
            ReceiptJson.write(json, receipt);
        });
    }

    /** Writes what {@code instances} found. */
    public static void instances(OutputStream out, InstancesCapture capture, Receipt receipt) {
        document(out, json -> {
            InstancesJson.write(json, capture);
            ReceiptJson.write(json, receipt);
        });
    }

    /**
     * Writes what threads carry.
     *
     * @param threads those of the capture that are wanted
     * @param places where they are, by their ids
     */
    public static void context(
            OutputStream out,
            ContextCapture capture,
            List<ThreadContext> threads,
            Map<Long, String> places,
            Receipt receipt) {
        document(out, json -> {
            ContextJson.write(json, capture, threads, places);
            ReceiptJson.write(json, receipt);
        });
    }

    /** Writes what threads did for a while. */
    public static void top(OutputStream out, Looked target, Instant at, long nanos, List<ThreadLoad> threads) {
        document(out, json -> TopJson.write(json, target, at, nanos, threads));
    }

    /** Writes what {@code detach} found and left. */
    public static void detach(
            OutputStream out, JvmProcess target, int sessionsEnded, List<String> found, List<String> left) {
        document(out, json -> {
            json.writeNumberField("pid", target.pid());
            json.writeNumberField("sessionsEnded", sessionsEnded);
            strings(json, "found", found);
            strings(json, "left", left);
        });
    }

    /** Writes an entry of the audit log. */
    public static void audit(OutputStream stream, Instant at, String user, JvmProcess target, String command) {
        document(stream, json -> {
            json.writeStringField("at", at.toString());
            json.writeStringField("user", user);
            json.writeNumberField("pid", target.pid());
            json.writeStringField("target", target.name());
            json.writeStringField("targetUser", target.user());
            json.writeStringField("command", command);
        });
    }

    /** The fields of a document, but for its schema. */
    interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static void document(OutputStream out, Fields fields) {
        line(out, json -> {
            json.writeNumberField("schema", SCHEMA);
            fields.writeTo(json);
        });
    }

    /** Writes an object in a line of its own, whose shape is another's promise. */
    static void line(OutputStream out, Fields fields) {
        JsonFactory factory = new JsonFactoryBuilder()
                // So no string of a target can drive a terminal, and no locale can spoil it.
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (JsonGenerator json = factory.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
