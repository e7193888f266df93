// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.shell.engine.SnippetResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two loaders of a target may have classes of the same name. */
class LoaderChangeTest {
    @TempDir
    private Path directory;

    @Test
    void compilesAgainstTheLoaderInUse() throws IOException {
        InProcessTarget target = new InProcessTarget();
        Path first = compiled("first", "public class Item { public static final int A = 1; }");
        Path second = compiled("second", "public class Item { public static final int B = 2; }");
        target.see(first);
        try (SnippetEngine engine = SnippetEngine.start(target.jvm(), () -> target, false)) {
            assertEquals(Ending.DONE, ending(engine, "shop.Item.A"));
            assertEquals(Ending.REJECTED, ending(engine, "shop.Item.B"));

            target.see(second);
            engine.refresh();

            assertEquals(Ending.DONE, ending(engine, "shop.Item.B"));
            assertEquals(Ending.REJECTED, ending(engine, "shop.Item.A"));
        }
    }

    private static Ending ending(SnippetEngine engine, String source) {
        List<SnippetResult> results = engine.evaluate(source);
        return results.get(results.size() - 1).ending();
    }

    private Path compiled(String name, String source) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(name));
        Path file = Files.writeString(classes.resolve("Item.java"), "package shop; " + source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertEquals(0, compiler.run(null, null, null, "-d", classes.toString(), file.toString()));
        return classes;
    }
}
