// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a process has where in its memory: {@code /proc/PID/maps} (proc_pid_maps(5)). */
public final class MemoryMap {
    private final List<Range> ranges = new ArrayList<>();

    /**
     * A part of the memory.
     *
     * @param executable whether code in it may run
     * @param offset into the file
     * @param device that the file is on, as {@code fe:00}
     * @param inode of the file; 0 where there is none
     * @param path of the file, {@code [stack]} and the like, or empty; not to be trusted
     */
    public record Range(long start, long end, boolean executable, long offset, String device, long inode, String path) {
        /** Whether it was loaded from a file. */
        boolean isFile() {
            return inode != 0 && path.startsWith("/");
        }

        /** Whether it is what the kernel gives each process, to tell the time and the like (vdso(7)). */
        boolean isVdso() {
            return path.equals("[vdso]");
        }
    }

    private MemoryMap() {}

    /** Reads the file's text; lines that are of another form are passed over. */
    public static MemoryMap parse(String text) {
        MemoryMap map = new MemoryMap();
        for (String line : text.split("\n", -1)) {
            Range range = range(line);
            if (range != null) {
                map.ranges.add(range);
            }
        }
        return map;
    }

    private static @Nullable Range range(String line) {
        String[] fields = line.split(" +", 6);
        int dash = line.indexOf('-');
        if (fields.length < 5 || dash < 0 || fields[1].length() < 4) {
            return null;
        }
        try {
            return new Range(
                    Long.parseUnsignedLong(line, 0, dash, 16),
                    Long.parseUnsignedLong(line, dash + 1, line.indexOf(' '), 16),
                    fields[1].charAt(2) == 'x',
                    Long.parseUnsignedLong(fields[2], 16),
                    fields[3],
                    Long.parseLong(fields[4]),
                    fields.length > 5 ? fields[5] : "");
        } catch (NumberFormatException malformed) {
            return null;
        }
    }

    /** Returns what is at an address; null where there is nothing. */
    public @Nullable Range at(long address) {
        for (Range range : ranges) {
            if (Long.compareUnsigned(address, range.start()) >= 0 && Long.compareUnsigned(address, range.end()) < 0) {
                return range;
            }
        }
        return null;
    }
}
