// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import dev.jspect.protocol.ValueTree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.UUID;

/** Numbers from their raw fields. */
final class NumberTypes {
    /** Ints of a magnitude, about 1200 digits: writing more in decimal takes long and helps nobody. */
    private static final int MAX_MAGNITUDE = 128;

    private NumberTypes() {}

    static BigInteger bigInteger(Fields fields) {
        ValueTree magnitude = fields.sequence("mag");
        if (magnitude.size > MAX_MAGNITUDE) {
            throw new NoSuchElementException("mag");
        }
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * magnitude.size);
        for (ValueTree part : magnitude.members) {
            if (part.kind != ValueTree.INT) {
                throw new NoSuchElementException("mag");
            }
            bytes.putInt((int) part.bits);
        }
        return new BigInteger(fields.integer("signum"), bytes.array());
    }

    /** Never as plain digits of a length that only the scale asks for: {@code toString} is scientific then. */
    static BigDecimal bigDecimal(Fields fields) {
        long compact = fields.number("intCompact");
        BigInteger unscaled =
                compact == Long.MIN_VALUE ? bigInteger(fields.object("intVal")) : BigInteger.valueOf(compact);
        return new BigDecimal(unscaled, fields.integer("scale"));
    }

    static UUID uuid(Fields fields) {
        return new UUID(fields.number("mostSigBits"), fields.number("leastSigBits"));
    }

    /** A {@code LongAdder}, which spreads over cells under contention. */
    static long adder(Fields fields) {
        long sum = fields.number("base");
        if (!fields.isNull("cells")) {
            for (ValueTree cell : fields.sequence("cells").members) {
                sum += cell.kind == ValueTree.NULL ? 0 : fields.of(cell).number("value");
            }
        }
        return sum;
    }
}
