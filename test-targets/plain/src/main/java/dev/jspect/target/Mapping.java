// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/** Has the file mapped into its memory that its argument names. */
public final class Mapping {
    private Mapping() {}

    public static void main(String[] args) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(args[0], "r")) {
            MappedByteBuffer mapped = file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, file.length());
            Ready.untilStdinEnds();
            System.out.println(mapped.get(0));
        }
    }
}
