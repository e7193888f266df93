// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine against {@link FlowOracle}, on code that nobody wrote for it. */
final class LivenessOracleTest {
    private static final int CLASSES = 300;
    private static final int LONGEST = 4000;

    private final Map<Verdict, Integer> compared = new EnumMap<>(Verdict.class);

    /** Each slot is taken for one variable that may be anywhere: the verdicts then follow from the instructions alone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void agreesOnClassesOfTheJdk(boolean handlers) throws IOException {
        Random random = new Random(42);
        for (byte[] classFile : jdkClasses(random)) {
            List<MethodFacts> methods = ClassMethods.of(classFile);
            List<FlowOracle> oracles = FlowOracle.of(classFile, handlers);
            for (int i = 0; i < methods.size(); i++) {
                if (methods.get(i).code.length < LONGEST) {
                    compareAll(
                            methods.get(i), oracles.get(i), handlers ? table(classFile, methods.get(i)) : null, random);
                }
            }
        }
        for (Verdict verdict : Verdict.values()) {
            assertTrue(compared.getOrDefault(verdict, 0) > 1_000, "compared only " + compared);
        }
    }

    private void compareAll(MethodFacts method, FlowOracle oracle, @Nullable List<Handler> handlers, Random random) {
        Set<String> stores = new TreeSet<>();
        for (int i = 0; i < oracle.count(); i++) {
            if (oracle.store(i) != null) {
                stores.add(oracle.store(i));
            }
        }
        for (String store : stores) {
            int slot = FlowOracle.slot(store);
            String type = store.endsWith("A") ? "Ljava/lang/Object;" : store.substring(store.length() - 1);
            LocalVariable variable = new LocalVariable(0, method.code.length, slot, "v", type, null);
            MethodFacts facts = ClassMethods.facts(
                    method.access, method.name, method.descriptor, method.code, method.lines, List.of(variable), true);
            MethodLiveness liveness = MethodLiveness.of(facts, handlers);
            boolean parameter = Objects.requireNonNull(Parameters.of(facts)).include(variable);
            List<Set<Integer>> writers = writers(oracle, slot, type);
            for (int i = random.nextInt(3); i < oracle.count(); i += 1 + random.nextInt(5)) {
                String where = method.name + method.descriptor + " " + variable.slot + type + "@" + oracle.offset(i);
                Verdict expected = expected(oracle, i, store, writers.get(i), parameter, handlers != null);
                assertEquals(expected, liveness.verdict(variable, oracle.offset(i)), where);
                compared.merge(expected, 1, Integer::sum);
            }
        }
    }

    /** Writers of all slots that a value of the type takes. */
    private static List<Set<Integer>> writers(FlowOracle oracle, int slot, String type) {
        List<Set<Integer>> writers = oracle.writers(slot);
        if (type.equals("J") || type.equals("D")) {
            List<Set<Integer>> more = oracle.writers(slot + 1);
            for (int i = 0; i < writers.size(); i++) {
                writers.get(i).addAll(more.get(i));
            }
        }
        return writers;
    }

    private static Verdict expected(
            FlowOracle oracle, int index, String store, Set<Integer> writers, boolean parameter, boolean handlers) {
        boolean foreign = handlers && writers.isEmpty();
        for (int writer : writers) {
            foreign |= writer == FlowOracle.ENTRY ? !parameter : !store.equals(oracle.store(writer));
        }
        if (foreign) {
            return Verdict.UNKNOWN;
        }
        int slot = FlowOracle.slot(store);
        if (oracle.live(index, store)) {
            return Verdict.LIVE;
        }
        boolean proved = handlers || parameter;
        for (int i = 0; i < oracle.count() && !handlers; i++) {
            boolean wide = store.endsWith("J") || store.endsWith("D");
            boolean overwrites = oracle.overwrites(i, slot) || (wide && oracle.overwrites(i, slot + 1));
            proved &= !overwrites || store.equals(oracle.store(i));
        }
        return proved ? Verdict.HELD : Verdict.UNKNOWN;
    }

    /** Real variable tables: whatever is shown was put there by the variable's own stores, on all ways. */
    @Test
    void showsOnlyWhatTheVariableStored() throws IOException {
        int shown = 0;
        int hidden = 0;
        for (byte[] classFile : classPathClasses()) {
            List<MethodFacts> methods = ClassMethods.of(classFile);
            List<FlowOracle> oracles = FlowOracle.of(classFile, true);
            for (int i = 0; i < methods.size(); i++) {
                FlowOracle oracle = oracles.get(i);
                MethodFacts method = methods.get(i);
                if (method.code.length > LONGEST || oracle.hasSubroutines()) {
                    continue;
                }
                MethodLiveness liveness = MethodLiveness.of(method, table(classFile, method));
                MethodLiveness unaided = MethodLiveness.of(method, null);
                for (LocalVariable variable : method.variables) {
                    List<Set<Integer>> writers = writers(oracle, variable.slot, variable.descriptor);
                    for (int at = 0; at < oracle.count(); at++) {
                        int bci = oracle.offset(at);
                        if (variable.coversBci(bci) && !writers.get(at).isEmpty()) {
                            boolean own = own(oracle, method, variable, writers.get(at));
                            boolean storeless = isStoreless(oracle, method, variable);
                            String where = method.name + method.descriptor + " " + variable.name + "@" + bci;
                            Verdict verdict = liveness.verdict(variable, bci);
                            assertTrue(isRight(verdict, own, storeless), where);
                            assertTrue(isRight(unaided.verdict(variable, bci), own, storeless), where);
                            hidden += verdict == Verdict.UNKNOWN ? 1 : 0;
                            shown += verdict == Verdict.UNKNOWN ? 0 : 1;
                        }
                    }
                }
            }
        }
        assertTrue(shown > 100_000, "shown only " + shown);
        assertTrue(hidden * 5_000L < shown, "hides " + hidden + " of " + shown);
    }

    private static boolean isRight(Verdict verdict, boolean own, boolean storeless) {
        return own || verdict == Verdict.UNKNOWN || (verdict == Verdict.LIVE && storeless);
    }

    /** Kotlin and Scala leave out copies: such a variable has what another left, for as long as it is read. */
    private static boolean isStoreless(FlowOracle oracle, MethodFacts method, LocalVariable variable) {
        for (int i = 0; i < oracle.count(); i++) {
            String store = oracle.store(i);
            if (store != null && FlowOracle.slot(store) == variable.slot && own(oracle, method, variable, Set.of(i))) {
                return false;
            }
        }
        return !own(oracle, method, variable, Set.of(FlowOracle.ENTRY));
    }

    private static boolean own(FlowOracle oracle, MethodFacts method, LocalVariable variable, Set<Integer> writers) {
        for (int writer : writers) {
            boolean covered = false;
            for (LocalVariable entry : method.variables) {
                boolean same = entry.slot == variable.slot && entry.name.equals(variable.name);
                covered |= same
                        && (writer == FlowOracle.ENTRY ? entry.start == 0 : entry.coversBci(oracle.offset(writer + 1)));
            }
            if (!covered) {
                return false;
            }
        }
        return true;
    }

    private static List<Handler> table(byte[] classFile, MethodFacts method) {
        return Objects.requireNonNull(Handlers.find(classFile, method), method.name);
    }

    private static List<byte[]> jdkClasses(Random random) throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
        List<Path> all = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(base)) {
            paths.filter(path -> path.toString().endsWith(".class")).sorted().forEach(all::add);
        }
        List<byte[]> classes = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            classes.add(Files.readAllBytes(all.get(random.nextInt(all.size()))));
        }
        return classes;
    }

    private static List<byte[]> classPathClasses() throws IOException {
        List<byte[]> classes = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                try (JarFile jar = new JarFile(entry)) {
                    int taken = 0;
                    for (Enumeration<JarEntry> each = jar.entries(); each.hasMoreElements(); ) {
                        JarEntry file = each.nextElement();
                        if (file.getName().endsWith(".class")
                                && !file.getName().contains("module-info")
                                && taken++ < CLASSES) {
                            try (InputStream in = jar.getInputStream(file)) {
                                classes.add(in.readAllBytes());
                            }
                        }
                    }
                }
            }
        }
        return classes;
    }
}
