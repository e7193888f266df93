// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An exception whose trace nobody reads, while jspect watches this JVM. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Watched {
    /** What the command is given, besides the JVM. */
    public enum By {
        /** It is not there. */
        NOBODY(""),
        /** It waits for another class. */
        OTHER_CLASS("NoSuchException"),
        /** As it is without options: five a second are captured, the others are counted. */
        USUAL("OrderException"),
        /** As many a second as it can be told. */
        WITHOUT_LOCALS("OrderException --rate 1000 --no-locals"),
        /** The same, with the variables. */
        WITH_LOCALS("OrderException --rate 1000");

        private final String options;

        By(String options) {
            this.options = options;
        }
    }

    /** Who watches. */
    @Param
    public By by;

    /** Calls between throw and catch. */
    @Param({"5", "20", "50"})
    public int depth;

    private final Calls made = new Calls(() -> new OrderException("no such article"));
    private Jspect jspect;

    /** Starts jspect, and waits until it watches. */
    @Setup(Level.Trial)
    public void arm() throws IOException {
        if (by != By.NOBODY) {
            jspect = Jspect.watch(
                    Path.of(System.getProperty(Jspect.ROOT)),
                    ProcessHandle.current().pid(),
                    List.of(by.options.split(" ", -1)));
        }
    }

    /** Ends it, and waits until it has taken all back. */
    @TearDown(Level.Trial)
    public void disarm() throws InterruptedException {
        if (jspect != null) {
            jspect.end();
        }
    }

    /** The trace is made, and nobody looks at it. */
    @Benchmark
    public Object unread() {
        try {
            made.down(depth, "ann", depth);
        } catch (OrderException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }
}
