// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.threads.StackFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SentryJsonTest {
    private static final List<Variable> NONE = List.of();

    /** Returns an event, which is checked against the schema. */
    static JsonNode written(SentryEvent event) throws IOException {
        byte[] line = SentryJson.event(event);
        String text = new String(line, StandardCharsets.UTF_8);
        assertTrue(line.length <= SentryJson.MOST_BYTES, "an event of " + line.length + " bytes");
        assertEquals(text.length() - 1, text.indexOf('\n'), "one line");
        assertEquals("", Schemas.violationsOfSentry(text), text);
        return new ObjectMapper().readTree(text);
    }

    private static Variable variable(String name, ValueTree value) {
        return Variable.of(name, "T", false, value);
    }

    private static ValueTree string(String text) {
        return ValueTree.ofString(text, "java.lang.String", 0, text.length(), null);
    }

    @Test
    void saysWhatWasThrownWhereAndByWhat() throws IOException {
        JsonNode event = written(ThrownSample.event(ThrownSample.one(), NONE));

        assertEquals(ThrownSample.ID, event.get("event_id").asText());
        assertEquals("2023-11-14T22:13:20.123Z", event.get("timestamp").asText());
        assertEquals("java", event.get("platform").asText());
        assertEquals("host", event.get("server_name").asText());
        assertEquals("shop@2.1", event.get("release").asText());
        assertEquals("orders.jar\\n\\e", event.at("/tags/target").asText());
        assertEquals("17.0.15", event.at("/contexts/runtime/version").asText());
        assertEquals(4, event.at("/contexts/jspect/seen").asInt());
        assertEquals(70, event.at("/contexts/jspect/pid").asInt());
        assertEquals(2, event.at("/contexts/jspect/frames_left_out").asInt());
        assertEquals("http-1", event.at("/threads/values/0/name").asText());
        assertEquals(21, event.at("/threads/values/0/id").asInt());
        JsonNode thrown = event.at("/exception/values/0");
        assertEquals("NumberFormatException", thrown.get("type").asText());
        assertEquals("java.lang", thrown.get("module").asText());
        assertEquals("For input string: \"x\"", thrown.get("value").asText());
        assertEquals(21, thrown.get("thread_id").asInt());
        assertFalse(thrown.get("mechanism").has("handled"), "nobody knows yet");
    }

    private static CarriedValue carried(String holder, ValueTree value) {
        return new CarriedValue(
                CarriedValue.LOCAL, holder, "local", "java.lang.ThreadLocal", null, CarriedValue.NO_SIZE, null, value);
    }

    @Test
    void whatTheThreadCarriedIsAContext() throws IOException {
        SentryEvent plain = ThrownSample.event(ThrownSample.one(), NONE);
        ExceptionCapture seen = plain.capture();
        ValueTree mdc = ValueTree.ofMembers(
                ValueTree.MAP,
                "java.util.HashMap",
                0,
                2,
                List.of(string("user"), string("ann"), string("token"), ValueTree.ofMissing("redacted", null, 0, -1)),
                null);
        ThreadContext context = new ThreadContext(
                21,
                "http-1",
                false,
                false,
                false,
                null,
                null,
                3,
                false,
                false,
                0,
                0,
                List.of(
                        carried("org.slf4j.MDC", mdc),
                        carried("com.shop.Tenant", string("north")),
                        carried("java.lang.StringCoding", string("of the JDK"))));
        ExceptionCapture with = new ExceptionCapture(
                seen.id,
                seen.atMillis,
                seen.seen,
                seen.uncaught,
                seen.constructedIn,
                seen.parts,
                seen.frames,
                context,
                ExceptionCapture.OF_CONSTRUCTION);

        JsonNode contexts = written(new SentryEvent(plain.id(), with, plain.thread(), plain.source()))
                .get("contexts");

        assertEquals(
                "{\"user\":\"ann\",\"token\":\"[redacted]\"}",
                contexts.get("MDC").toString());
        assertEquals("{\"Tenant.local\":\"north\"}", contexts.get("carried").toString());
    }

    @Test
    void outermostFrameIsFirst() throws IOException {
        JsonNode frames =
                written(ThrownSample.event(ThrownSample.one(), NONE)).at("/exception/values/0/stacktrace/frames");

        assertEquals(2, frames.size());
        JsonNode outer = frames.get(0);
        assertEquals("com.shop.Till", outer.get("module").asText());
        assertEquals("sum", outer.get("function").asText());
        assertEquals("Till.java", outer.get("filename").asText());
        assertEquals("/src/com/shop/Till.java", outer.get("abs_path").asText());
        assertEquals(7, outer.get("lineno").asInt());
        assertTrue(outer.get("in_app").asBoolean());
        assertEquals("[\"a();\",\"b();\"]", outer.get("pre_context").toString());
        assertEquals("return parse(text);", outer.get("context_line").asText());
        assertEquals("[\"}\",\"\"]", outer.get("post_context").toString());
        JsonNode inner = frames.get(1);
        assertFalse(inner.get("in_app").asBoolean());
        assertTrue(inner.get("native").asBoolean());
        assertFalse(inner.has("lineno") || inner.has("filename") || inner.has("vars"), inner.toString());
    }

    @Test
    void prefixesSayWhatTheApplicationIs() throws IOException {
        SentryEvent all = ThrownSample.event(ThrownSample.one(), NONE);
        SentryEvent other = new SentryEvent(
                all.id(), all.capture(), all.thread(), ThrownSample.source(List.of("com.other", "java.lang.Int")));

        JsonNode frames = written(other).at("/exception/values/0/stacktrace/frames");

        assertFalse(frames.get(0).get("in_app").asBoolean());
        assertTrue(frames.get(1).get("in_app").asBoolean());
    }

    @Test
    void oldestCauseIsFirst() throws IOException {
        JsonNode values = written(ThrownSample.event(
                        List.of(
                                ThrownSample.part(ThrownPart.THROWN, "com.shop.Till$Broken", "a"),
                                ThrownSample.part(ThrownPart.SUPPRESSED, "B", "b"),
                                ThrownSample.part(ThrownPart.SUPPRESSED, "C", "c"),
                                ThrownSample.part(ThrownPart.CAUSE, "D", "d"),
                                ThrownSample.part(ThrownPart.SUPPRESSED, "E", "e"),
                                ThrownSample.part(ThrownPart.CAUSE, "F", "f")),
                        NONE))
                .at("/exception/values");

        StringBuilder tree = new StringBuilder();
        for (JsonNode value : values) {
            JsonNode mechanism = value.get("mechanism");
            tree.append(value.get("type").asText())
                    .append(' ')
                    .append(mechanism.get("exception_id"))
                    .append(" of ")
                    .append(mechanism.path("parent_id").asText("none"))
                    .append(": ")
                    .append(mechanism.path("source").asText("none"))
                    .append('\n');
        }
        assertEquals("""
                F 5 of 3: cause
                E 4 of 3: suppressed[0]
                D 3 of 0: cause
                C 2 of 0: suppressed[1]
                B 1 of 0: suppressed[0]
                Till$Broken 0 of none: none
                """, tree.toString());
        assertTrue(values.get(5).has("stacktrace"), "it was captured there");
        assertFalse(values.get(0).has("stacktrace"), "nobody looked at it");
    }

    @Test
    void messageMayBeMissing() throws IOException {
        JsonNode values = written(ThrownSample.event(
                        List.of(
                                new ThrownPart(ThrownPart.THROWN, "A", ValueTree.ofNull(), null),
                                new ThrownPart(
                                        ThrownPart.CAUSE,
                                        "B",
                                        ValueTree.ofMissing("redacted", "java.lang.String", 0, 5),
                                        null)),
                        NONE))
                .at("/exception/values");

        assertEquals("[redacted]", values.get(0).get("value").asText());
        assertFalse(values.get(1).has("value"));
    }

    @Test
    void fingerprintIsOfTheApplicationsFrames() throws IOException {
        List<StackFrame> frames = List.of(
                ThrownSample.frame("com.shop.Till", NONE),
                ThrownSample.frame("com.shop.Till$$Lambda$14/0x00007f001", NONE),
                ThrownSample.frame("com.sun.proxy.$Proxy12", NONE));

        assertEquals(
                "[\"java.lang.NumberFormatException\",\"com.shop.Till.sum()V@3\",\"com.shop.Till$$Lambda.sum()V@3\","
                        + "\"com.sun.proxy.$Proxy.sum()V@3\"]",
                written(ThrownSample.calledBy(ThrownSample.one(), frames))
                        .get("fingerprint")
                        .toString());
    }

    @Test
    void whatWouldBeTooLargeIsCutAndSaysSo() throws IOException {
        Variable list = variable("a", list(300_000));
        Variable few = variable("a", list(200));
        JsonNode values = written(ThrownSample.event(ThrownSample.one(), List.of(list)));
        JsonNode variables = written(ThrownSample.calledBy(
                ThrownSample.one(), Collections.nCopies(199, ThrownSample.frame("com.shop.Till", many(few)))));
        String longest = "\u20ac".repeat(60_000);
        JsonNode frames = written(ThrownSample.calledBy(
                Collections.nCopies(60, ThrownSample.part(ThrownPart.CAUSE, longest, longest)),
                Collections.nCopies(199, ThrownSample.frame(longest, many(few)))));

        assertEquals("values", values.at("/tags/jspect.cut").asText());
        assertEquals("variables", variables.at("/tags/jspect.cut").asText());
        assertTrue(
                frames.at("/tags/jspect.cut").asText().contains("frames"),
                frames.get("tags").toString());
        assertTrue(written(ThrownSample.event(ThrownSample.one(), NONE))
                .at("/tags/jspect.cut")
                .isMissingNode());
    }

    private static ValueTree list(int size) {
        return ValueTree.ofMembers(
                ValueTree.SEQUENCE, "java.util.ArrayList", 0, size, Collections.nCopies(size, string("x")), null);
    }

    private static List<Variable> many(Variable variable) {
        return new ArrayList<>(Collections.nCopies(50, variable));
    }

    @Test
    void envelopeHasItsThreeLines() throws IOException {
        byte[] event = SentryJson.event(ThrownSample.event(ThrownSample.one(), NONE));

        String envelope = new String(
                SentryJson.envelope(ThrownSample.ID, Instant.ofEpochSecond(0), event), StandardCharsets.UTF_8);

        List<String> lines = envelope.lines().toList();
        assertEquals(3, lines.size());
        assertEquals("{\"event_id\":\"" + ThrownSample.ID + "\",\"sent_at\":\"1970-01-01T00:00:00Z\"}", lines.get(0));
        assertEquals("{\"type\":\"event\",\"length\":" + lines.get(2).length() + "}", lines.get(1));
        assertEquals(new String(event, StandardCharsets.UTF_8), lines.get(2) + "\n");
    }

    /** A schema that lets everything through would pass all of the above. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/exception",
                "/exception/values/0",
                "/exception/values/0/mechanism",
                "/exception/values/0/stacktrace",
                "/exception/values/0/stacktrace/frames/0",
                "/threads/values/0",
                "/contexts",
                "/contexts/os",
                "/sdk"
            })
    void schemaNoticesWhatSentryDoesNotKnow(String where) throws IOException {
        JsonNode event = written(ThrownSample.event(ThrownSample.one(), NONE));

        ((ObjectNode) event.at(where)).put("nonsense", 1);

        assertNotEquals("", Schemas.violationsOfSentry(event.toString()));
    }
}
