// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For how long a thread that throws is kept by the capture of its stack: eight frames of an application, each with variables. */
final class CaptureCost {
    /** What is thrown until all of the target is compiled that takes part. */
    private static final String WARM_UP = "throw 200000 1000000 1";

    /** With captures: fewer than the rate lets pass, for as long as it takes the compilers to find the hook worth their while. */
    private static final int CAPTURES_A_SECOND = 500;

    private static final Pattern DONE =
            Pattern.compile("done: ([0-9,]+) captured of ([0-9,]+) seen.*?(?:, ([0-9,]+) lost)?;");

    private final Path root;
    private final Plan plan;
    private final String oneByOne;
    private final String atOnce;

    CaptureCost(Path root, Plan plan) {
        this.root = root;
        this.plan = plan;
        oneByOne = "throw " + plan.captures + " 200 1";
        atOnce = "throw " + plan.captures + " 200 16";
    }

    void print(PrintStream out) throws IOException, InterruptedException {
        out.printf("%n| `new OrderException`, 200 a second | median | 99 %% | median more | captured |%n");
        out.println("|---|--:|--:|--:|---|");
        try (TargetJvm shop = TargetJvm.start(Shop.class)) {
            shop.ask(WARM_UP);
            long[] alone = shop.ask(oneByOne);
            row(out, "nobody watches", alone, alone[0], "");
            long[] aloneAtOnce = shop.ask(atOnce);
            row(out, "nobody watches, 16 at once", aloneAtOnce, aloneAtOnce[0], "");

            Jspect other = Jspect.watch(root, shop.pid(), List.of("NoSuchException"));
            shop.ask(WARM_UP);
            row(out, "jspect waits for another class", shop.ask(oneByOne), alone[0], captured(other.end()));
            captures(out, shop, alone[0], aloneAtOnce[0], "for this one", List.of("OrderException", "--rate", "1000"));
            captures(
                    out,
                    shop,
                    alone[0],
                    aloneAtOnce[0],
                    "`--no-locals`",
                    List.of("OrderException", "--rate", "1000", "--no-locals"));
            shop.ask(WARM_UP);
            row(out, "nobody watches any more", shop.ask(oneByOne), alone[0], "");
        }
    }

    private void captures(
            PrintStream out, TargetJvm shop, long alone, long aloneAtOnce, String row, List<String> options)
            throws IOException, InterruptedException {
        Jspect jspect = Jspect.watch(root, shop.pid(), options);
        row(out, row + ", the very first", shop.ask("throw 1 200 1"), alone, "");
        row(out, row + ", the next 100", shop.ask("throw 100 200 1"), alone, "");
        shop.ask("throw " + 4 * plan.captures + " " + CAPTURES_A_SECOND + " 1");
        row(out, row + ", compiled", shop.ask(oneByOne), alone, "");
        long[] hot = shop.ask(atOnce);
        row(out, row + ", compiled, 16 at once", hot, aloneAtOnce, captured(jspect.end()));
    }

    private static void row(PrintStream out, String row, long[] took, long alone, String captured) {
        out.printf(
                Locale.ROOT,
                "| %s | %.1f us | %.1f us | %+.1f us | %s |%n",
                row,
                took[0] / 1e3,
                took[1] / 1e3,
                (took[0] - alone) / 1e3,
                captured);
    }

    /** Returns what jspect says of how many it captured. */
    private static String captured(String said) {
        Matcher done = DONE.matcher(said);
        if (!done.find()) {
            return said;
        }
        return done.group(1) + " of " + done.group(2) + (done.group(3) == null ? "" : ", lost " + done.group(3));
    }
}
