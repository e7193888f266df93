// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a library that each JDK has, and of what becomes of it. */
final class ElfTest {
    private static final Path LIBRARY = Path.of(System.getProperty("java.home"), "lib", "libnio.so");

    @TempDir
    private Path directory;

    @Test
    void findsFunctionsByTheirAddresses() throws IOException {
        Module module = Module.read(LIBRARY);
        Symbols.Symbol symbol = named(module, "JNI_OnLoad");

        assertNotNull(module.elf().buildId());
        assertTrue(Objects.requireNonNull(module.elf().buildId()).matches("[0-9a-f]{40}"));
        assertEquals(symbol, module.symbols().at(symbol.address()));
        assertEquals(symbol, module.symbols().at(symbol.address() + symbol.length() - 1));
        Symbols.Symbol after = module.symbols().at(symbol.address() + symbol.length());
        assertTrue(after == null || !after.name().equals("JNI_OnLoad"), "an address behind it is not in it");
        assertNull(module.symbols().at(0));
        FrameRules rules =
                Objects.requireNonNull(Objects.requireNonNull(module.frames()).at(symbol.address()));
        assertEquals(symbol.address(), rules.function);
        // Where a function begins, there is nothing on the stack but where it returns to.
        assertEquals(Registers.RSP, rules.frameRegister);
        assertEquals(8, rules.frameOffset);
        assertEquals(FrameRules.Kind.SAVED, rules.kind(Registers.PC));
        assertEquals(-8, rules.offset(Registers.PC));
    }

    private static Symbols.Symbol named(Module module, String name) throws IOException {
        for (long address = 0; address < Files.size(LIBRARY); address++) {
            Symbols.Symbol symbol = module.symbols().at(address);
            if (symbol != null && symbol.name().equals(name)) {
                return symbol;
            }
        }
        throw new AssertionError("no " + name + " in " + LIBRARY);
    }

    @Test
    void whatIsCutOffOrChangedIsReadOrRefusedAndNothingElse() throws IOException {
        byte[] whole = Files.readAllBytes(LIBRARY);
        Path file = directory.resolve("library.so");
        for (int length : new int[] {0, 3, 63, 64, 500, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> Module.read(file).symbols(), "of " + length + " bytes");
        }
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            byte[] changed = whole.clone();
            // The header and the tables at the end say where all else is.
            for (int i = 0; i < 4; i++) {
                int at = random.nextBoolean() ? random.nextInt(0x300) : changed.length - 1 - random.nextInt(0x900);
                changed[at] = (byte) random.nextInt(256);
            }
            for (int i = 0; i < 2_000; i++) {
                changed[random.nextInt(changed.length - 0x1000) + 0x300] = (byte) random.nextInt(256);
            }
            Files.write(file, changed);
            try {
                Module module = Module.read(file);
                module.symbols().at(0x7000);
                for (long address = 0x4000; module.frames() != null && address < 0x10000; address += 0x40) {
                    module.frames().at(address);
                }
            } catch (IOException e) {
                refused++;
            }
        }
        assertTrue(refused > 10, refused + " of 300 were refused");
    }
}
