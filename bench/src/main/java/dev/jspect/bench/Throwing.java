// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An exception thrown so many calls below the one that catches it, and what is done with its trace there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Throwing {
    /** Calls between throw and catch. */
    @Param({"5", "20", "50"})
    public int depth;

    private final OrderException stackless = OrderException.stackless();
    private final Calls madeBefore = new Calls(() -> stackless);
    private final Calls made = new Calls(() -> new OrderException("no such article"));

    /** Without a trace. */
    @Benchmark
    public Object stackless() {
        return caught(madeBefore);
    }

    /** The trace is made, and nobody looks at it. */
    @Benchmark
    public Object unread() {
        return caught(made);
    }

    /** Its elements are read. */
    @Benchmark
    public Object read() {
        return caught(made).getStackTrace();
    }

    /** It is made into text, as a logger does. */
    @Benchmark
    public Object text() {
        StringWriter text = new StringWriter();
        caught(made).printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private OrderException caught(Calls calls) {
        try {
            calls.down(depth, "ann", depth);
        } catch (OrderException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }
}
