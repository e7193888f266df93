// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.ClassCount;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes how many objects of a class there are, the most frequent class first, and some of them. */
public final class InstancesText {
    private static final List<Columns.Column> COLUMNS = List.of(
            new Columns.Column("COUNT", Style.Kind.NUMBER, true, false),
            new Columns.Column("BYTES", Style.Kind.NUMBER, true, false),
            new Columns.Column("CLASS", Style.Kind.CLASS_NAME, false, false));

    private InstancesText() {}

    /** Writes a table of the classes, and a line for each object. */
    public static void write(StyledText out, List<ClassCount> counts, List<ValueTree> objects) throws IOException {
        List<ClassCount> sorted = new ArrayList<>(counts);
        sorted.sort(
                Comparator.comparingLong((ClassCount count) -> -count.count).thenComparing(count -> count.className));
        Columns table = new Columns(COLUMNS);
        long all = 0;
        long bytes = 0;
        for (ClassCount count : sorted) {
            table.row(String.valueOf(count.count), Bytes.text(count.shallowBytes), count.className);
            all += count.count;
            bytes += count.shallowBytes;
        }
        if (sorted.size() != 1) {
            table.row(String.valueOf(all), Bytes.text(bytes), "in all");
        }
        table.render(out);
        if (!objects.isEmpty()) {
            out.endLine();
        }
        ValueBlock block = new ValueBlock(DocumentIds.of(objects));
        for (ValueTree object : objects) {
            block.write(out, object, 0);
        }
    }
}
