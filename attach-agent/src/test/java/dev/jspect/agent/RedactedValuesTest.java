// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static dev.jspect.agent.TargetValues.allTexts;
import static dev.jspect.agent.TargetValues.bounds;
import static dev.jspect.agent.TargetValues.plain;
import static dev.jspect.agent.TargetValues.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.agent.values.ValueReader;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"UnnecessaryStringBuilder", "JdkObsolete", "StatementSwitchToExpressionSwitch"})
class RedactedValuesTest {
    private static final String CANARY = "c4N4ryS1ngs";

    private record Login(String user, Object password) {}

    private record Header(String name, Object value) {}

    private enum Keys {
        API_KEY,
        COLOUR
    }

    private static final class Ascii implements CharSequence {
        private final byte[] value;

        Ascii(String text) {
            value = text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public int length() {
            throw new AssertionError();
        }

        @Override
        public char charAt(int index) {
            throw new AssertionError();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new AssertionError(value);
        }
    }

    private static ValueTree safe(ValueTree tree) {
        assertFalse(allTexts(tree).contains(CANARY), () -> allTexts(tree));
        return tree;
    }

    @Test
    void hidesByTheNamesOfVariablesWhateverTheType() {
        for (Object value :
                List.of(CANARY, CANARY.toCharArray(), List.of(CANARY), Map.of("a", CANARY), 42, Optional.of(CANARY))) {
            ValueTree tree = safe(read("dbPassword", value, TargetValues.WIDE));

            assertEquals(ValueTree.MISSING, tree.kind);
            assertEquals("redacted", tree.notCaptured);
            assertEquals(value.getClass().getName(), tree.className);
            assertEquals(ValueTree.NO_SIZE, tree.size);
        }
        ValueReader reader = TargetValues.reader(TargetValues.WIDE);
        assertEquals("redacted", reader.readPrimitive("pin", 'I', 1234).notCaptured);
        assertEquals(1, reader.readPrimitive("hasPassword", 'Z', 1).bits);
        assertEquals(ValueTree.BOOLEAN, reader.read("hasPassword", true).kind);
        assertEquals(ValueTree.NULL, reader.read("password", null).kind);
    }

    @Test
    void hidesByTheNamesOfFieldsAndKeys() {
        safe(read(new Login("u", CANARY)));
        safe(read(new Login("u", List.of(CANARY))));
        safe(read(new HashMap<>(Map.of("X-Api-Key", CANARY))));
        safe(read(new ConcurrentHashMap<>(Map.of(Keys.API_KEY, CANARY))));
        safe(read(Map.of(new StringBuilder("password"), CANARY)));
        safe(read(Map.of(new Ascii("authorization"), CANARY)));
        safe(read(Map.entry("password", CANARY)));
        safe(read(new Header("Set-Cookie", List.of(CANARY))));
        safe(read(new Header("apikey", CANARY.getBytes(StandardCharsets.UTF_8))));
        safe(read(List.of("--db-password", CANARY)));
        safe(read(new Object[] {"Authorization", CANARY}));

        assertEquals("[[COLOUR, red]]", plain(read(Map.of(Keys.COLOUR, "red"))).toString());
        assertEquals(
                "{name=colour, value=red}",
                plain(read(new Header("colour", "red"))).toString());
    }

    @Test
    void hidesByFormWhereverCharactersAre() {
        String text = "a=b&password=" + CANARY + "&c=d";
        for (Object value : List.of(
                text,
                new StringBuilder(text),
                new StringBuffer(text),
                text.toCharArray(),
                text.getBytes(StandardCharsets.UTF_8),
                new RuntimeException(text),
                URI.create("http://u:" + CANARY + "@h/?" + text),
                List.of(List.of(text)),
                Map.of(text, "v"),
                new AtomicReference<>(text))) {
            safe(read(value));
        }
        ValueTree tree = read(text);
        assertEquals("a=b&password=[redacted]&c=d", tree.text);
        assertEquals("redacted", tree.notCaptured);
        assertEquals(tree.text.length(), tree.size);
    }

    @Test
    void redactsFirstAndCutsThen() {
        String text = "x".repeat(20) + " password=" + CANARY;
        for (int length = 0; length < 60; length++) {
            ValueTree tree = read(null, text + "z".repeat(10_000), bounds(3, 100, length));

            assertFalse(tree.text.contains("c4N"), tree.text);
            assertTrue(tree.text.length() <= length);
        }
    }

    @Test
    void hidesKeysOfCryptography() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);

        assertEquals("redacted", read(generator.generateKeyPair().getPrivate()).notCaptured);
        assertEquals("redacted", read(new SecretKeySpec(CANARY.getBytes(StandardCharsets.UTF_8), "AES")).notCaptured);
        assertEquals(ValueTree.OBJECT, read(generator.generateKeyPair().getPublic()).kind);
    }

    @Test
    void revealsWhatWasAskedFor() {
        ValueBounds revealing = new ValueBounds(9, 99, 999, 1 << 20, 600_000, List.of("db_password"));

        assertEquals(CANARY, plain(read("dbPassword", CANARY, revealing)));
        safe(read("password", CANARY, revealing));
        assertEquals(
                "[[DB-PASSWORD, " + CANARY + "]]",
                plain(read(null, Map.of("DB-PASSWORD", CANARY), revealing)).toString());
    }

    /** A method without a variable table has parameters without names, and a lambda keeps what it captured in such fields. */
    @Test
    void hidesCharactersThatHaveNoName() {
        String why = "redacted: no name to judge it by";
        for (Object value : List.of(
                CANARY,
                new StringBuilder(CANARY),
                new Ascii(CANARY),
                CANARY.toCharArray(),
                CANARY.getBytes(StandardCharsets.UTF_8))) {
            for (String name : List.of("arg0", "arg17")) {
                ValueTree tree = safe(read(name, value, TargetValues.WIDE));

                assertEquals(why, tree.notCaptured);
                assertEquals(value.getClass().getName(), tree.className);
            }
        }
        String secret = "a=" + CANARY;
        Runnable lambda = () -> assertFalse(secret.isEmpty());
        ValueTree captured = safe(read(lambda));
        assertEquals(List.of("arg$1"), captured.names);
        assertEquals(why, captured.members.get(0).notCaptured);
    }

    @Test
    void showsWhatElseHasNoNameAndWhatWasAskedFor() {
        ValueBounds revealing = new ValueBounds(9, 99, 999, 1 << 20, 600_000, List.of("arg1"));

        assertEquals(42, plain(read("arg1", 42, TargetValues.WIDE)));
        assertEquals(5, TargetValues.reader(TargetValues.WIDE).readPrimitive("arg1", 'I', 5).bits);
        assertEquals("[a]", plain(read("arg1", List.of("a"), TargetValues.WIDE)).toString());
        for (String name : List.of("arg", "args", "argument1", "arg1st", "margin")) {
            assertEquals("a", plain(read(name, "a", TargetValues.WIDE)));
        }
        assertEquals("a", plain(read("arg1", "a", revealing)));
        assertEquals("a", plain(read("arg$1", "a", revealing)));
        safe(read("arg2", CANARY, revealing));
    }

    @Test
    void aCanaryIsNeverFoundWhereverItIs() {
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            Object value = hidden(random);
            int depth = random.nextInt(6);
            for (int j = 0; j < depth; j++) {
                value = nested(value, random);
            }
            ValueTree tree = read(null, value, bounds(20, 1 + random.nextInt(100), random.nextInt(200)));

            safe(tree);
        }
    }

    private static Object hidden(Random random) {
        String[] names = {
            "password", "API-Key", "client_secret", "accessToken", "Cookie", "Authorization", "x.pwd", "JSESSIONID"
        };
        String name = names[random.nextInt(names.length)];
        String noise = "noise ".repeat(random.nextInt(20));
        switch (random.nextInt(12)) {
            case 0:
                return new Login("u", CANARY);
            case 1:
                return Map.of(name, CANARY);
            case 2:
                return new Header(name, CANARY);
            case 3:
                return Map.of(name, List.of("x", CANARY));
            case 4:
                return noise + name + "=" + CANARY;
            case 5:
                return noise + "{\"" + name + "\": \"" + CANARY + "\"}";
            case 6:
                return (noise + name + ": " + CANARY).toCharArray();
            case 7:
                return new StringBuilder(noise + "jdbc:x://u:" + CANARY + "@h/");
            case 8:
                return (noise + name + "%3D" + CANARY).getBytes(StandardCharsets.UTF_8);
            case 9:
                return noise + "Bearer " + CANARY;
            case 10:
                return noise + "eyJhbGciOiJI." + CANARY + "." + CANARY;
            default:
                return noise + "-----BEGIN PRIVATE KEY-----" + CANARY;
        }
    }

    private static Object nested(Object value, Random random) {
        switch (random.nextInt(8)) {
            case 0:
                return new ArrayList<>(Arrays.asList("a", value, null));
            case 1:
                return new Object[] {1, value};
            case 2:
                return new LinkedHashMap<>(Map.of("key", value));
            case 3:
                return new LinkedHashMap<>(Map.of(value, "v"));
            case 4:
                return Optional.of(value);
            case 5:
                return new Header("x", value);
            case 6:
                return new Object() {
                    @SuppressWarnings("UnusedVariable")
                    private final Object inner = value;
                };
            default:
                return String.valueOf(
                        value instanceof String ? "prefix " + value + " suffix" : new AtomicReference<>());
        }
    }
}
