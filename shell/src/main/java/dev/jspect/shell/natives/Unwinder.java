// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import dev.jspect.shell.natives.FrameRules.Kind;
import dev.jspect.shell.natives.MemoryMap.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the calls below Java on copies of stacks, of AMD64: by what compilers say of each function's frame. Where that is not enough it ends, and says
 * so; it never guesses. Keeps what it has read of files. For one process, and one thread.
 */
public final class Unwinder {
    private static final int MOST_FRAMES = 256;

    private final MemoryMap map;
    private final Function<Range, @Nullable Path> files;
    private final Function<Range, byte[]> memory;
    private final Map<String, Optional<Module>> modules = new HashMap<>();

    /**
     * @param files where a part of the memory was loaded from, as it can be read here; null where that is another file by now
     * @param memory a copy of a part of the memory; empty where it cannot be read
     */
    public Unwinder(MemoryMap map, Function<Range, @Nullable Path> files, Function<Range, byte[]> memory) {
        this.map = map;
        this.files = files;
        this.memory = memory;
    }

    /** Thrown where it ends before it should. */
    private static final class EndsHere extends Exception {
        private static final long serialVersionUID = 1;

        EndsHere(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * Unwinds the stack of a thread that waited.
     *
     * @param pc where the thread goes on
     * @param sp its stack pointer
     */
    public NativeStack unwind(long pc, long sp, StackMemory stack) {
        return unwind(new Registers(pc, sp), stack, false);
    }

    /**
     * Unwinds the stack of a thread that ran.
     *
     * @param registers as DWARF numbers them, the last is where it goes on (System V ABI, AMD64, figure 3.36)
     * @param stack its inner part
     */
    public NativeStack unwind(long[] registers, StackMemory stack) {
        return unwind(new Registers(registers), stack, true);
    }

    private NativeStack unwind(Registers registers, StackMemory stack, boolean ran) {
        List<NativeFrame> frames = new ArrayList<>();
        try {
            boolean goesOn = true;
            while (goesOn && frames.size() < MOST_FRAMES) {
                // A call is before what it returns to.
                long place = registers.get(Registers.PC) - (frames.isEmpty() ? 0 : 1);
                Range range = map.at(place);
                if (range == null || !range.executable()) {
                    throw new EndsHere("there is no code at 0x" + Long.toHexString(place));
                }
                if (isCompiled(range)) {
                    // What the JVM has compiled: Java's frames begin here.
                    return new NativeStack(frames, ran, null);
                }
                goesOn = step(range, place, registers, stack, frames);
            }
            return new NativeStack(frames, ran, goesOn ? "too many frames" : null);
        } catch (EndsHere e) {
            return new NativeStack(frames, ran, e.getMessage());
        } catch (IOException e) {
            return new NativeStack(frames, ran, String.valueOf(e.getMessage()));
        }
    }

    /** Java code that the JVM has compiled, and its interpreter, are in no file. */
    private static boolean isCompiled(Range range) {
        String path = range.path();
        return path.isEmpty()
                || path.startsWith("//anon")
                || path.startsWith("[anon")
                // Of large pages.
                || path.startsWith("/anon_hugepage")
                || path.startsWith("/SYSV");
    }

    /** Adds a frame, and goes to its caller's; returns false at the thread's start. */
    private boolean step(Range range, long place, Registers registers, StackMemory stack, List<NativeFrame> frames)
            throws EndsHere, IOException {
        if (!range.isFile() && !range.isVdso()) {
            throw new EndsHere("code of " + range.path() + " is described nowhere");
        }
        Module module = module(range);
        long address = module == null ? -1 : module.elf().addressOf(place - range.start() + range.offset());
        if (module == null || address < 0) {
            frames.add(new NativeFrame(range.path(), null, place - range.start() + range.offset(), null));
            throw new EndsHere(range.path()
                    + (range.isVdso() ? " cannot be read" : " is not the file any more that runs, or cannot be read"));
        }
        Symbols.Symbol symbol = module.symbols().at(address);
        long shown = address + (frames.isEmpty() ? 0 : 1);
        frames.add(new NativeFrame(range.path(), module.elf().buildId(), shown, symbol == null ? null : symbol.name()));
        FrameRules rules = module.frames() == null ? null : module.frames().at(address);
        if (rules == null) {
            throw new EndsHere("how its frame is left is not known");
        }
        return leave(rules, module, place - address, registers, stack);
    }

    private boolean leave(FrameRules rules, Module module, long base, Registers registers, StackMemory stack)
            throws EndsHere, IOException {
        if (rules.kind(Registers.PC) == Kind.UNDEFINED) {
            return false;
        }
        long frame = frame(rules, module, base, registers, stack);
        if (Long.compareUnsigned(frame, registers.get(Registers.RSP)) <= 0) {
            // Stacks grow downwards.
            throw new EndsHere("where its frame is cannot be told");
        }
        Registers before = registers.copy();
        registers.forgetAll();
        for (int register = 0; register < Registers.COUNT; register++) {
            Kind kind = rules.kind(register);
            if (kind == Kind.SAVED) {
                long at = frame + rules.offset(register);
                if (!stack.has(at)) {
                    throw new EndsHere("its stack is not copied as far as 0x" + Long.toHexString(at));
                }
                registers.set(register, stack.word(at));
            } else if (kind == Kind.ADDRESS) {
                registers.set(register, frame + rules.offset(register));
            } else if (kind == Kind.SAME && Registers.isPreserved(register) && before.knows(register)) {
                registers.set(register, before.get(register));
            }
        }
        registers.set(Registers.RSP, frame);
        if (!registers.knows(Registers.PC)) {
            throw new EndsHere("where it returns to is not known");
        }
        return registers.get(Registers.PC) != 0;
    }

    private long frame(FrameRules rules, Module module, long base, Registers registers, StackMemory stack)
            throws EndsHere, IOException {
        if (rules.frameExpression != null) {
            Long value = FrameExpression.value(rules.frameExpression, registers, stack);
            if (value == null) {
                throw new EndsHere("where its frame is cannot be told");
            }
            return value;
        }
        if (!registers.knows(rules.frameRegister) && rules.frameRegister == Registers.RBP) {
            registers.set(Registers.RBP, framePointer(rules, module, base, registers, stack));
        }
        if (!registers.knows(rules.frameRegister)) {
            throw new EndsHere("where its frame is cannot be told: register " + rules.frameRegister + " is not known");
        }
        return registers.get(rules.frameRegister) + rules.frameOffset;
    }

    /** By what the function begins with; taken only where there is a return address behind a call of it, or into what the JVM has compiled. */
    private long framePointer(FrameRules rules, Module module, long base, Registers registers, StackMemory stack)
            throws EndsHere, IOException {
        long above = Prologue.framePointerAboveStackPointer(module.elf().at(rules.function, Prologue.LONGEST));
        long pointer = registers.get(Registers.RSP) + above;
        long returns = above >= 0 && stack.has(pointer + Long.BYTES) ? stack.word(pointer + Long.BYTES) : 0;
        Range caller = returns == 0 ? null : map.at(returns - 1);
        if (caller != null
                && caller.executable()
                && (isCompiled(caller) || calls(caller, returns, module, rules.function, base))) {
            return pointer;
        }
        throw new EndsHere("where its frame is cannot be told: its frame pointer is not known");
    }

    /** Whether a call of a function is before a return address. */
    private boolean calls(Range caller, long returns, Module called, long function, long base) throws IOException {
        Module module = caller.isFile() ? module(caller) : null;
        long address = module == null ? -1 : module.elf().addressOf(returns - caller.start() + caller.offset());
        if (module == null || address < 0) {
            return false;
        }
        CallSite site = new CallSite(module, address);
        if (site.target() >= 0 && returns - address + site.target() == base + function) {
            return true;
        }
        String imported = site.imported();
        return imported != null && called.symbols().isCalled(function, imported);
    }

    private @Nullable Module module(Range range) {
        return modules.computeIfAbsent(range.path(), path -> {
                    try {
                        return Optional.ofNullable(range.isVdso() ? inMemory(range) : inFile(range));
                    } catch (IOException e) {
                        return Optional.empty();
                    }
                })
                .orElse(null);
    }

    private @Nullable Module inFile(Range range) throws IOException {
        Path file = files.apply(range);
        return file == null ? null : Module.read(file);
    }

    private Module inMemory(Range range) throws IOException {
        return Module.read(memory.apply(range), range.path());
    }
}
