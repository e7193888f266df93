// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.loaders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.protocol.LoaderFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoaderNamesTest {
    private static final String WEBAPP = "org.apache.catalina.loader.ParallelWebappClassLoader";
    private final LoaderFacts app =
            loader(1, "jdk.internal.loader.ClassLoaders$AppClassLoader", "app", "file:/opt/a.jar");
    private final LoaderFacts root = loader(2, WEBAPP, null, "file:/srv/webapps/ROOT/");
    private final LoaderFacts shop = loader(3, WEBAPP, null, "file:/srv/webapps/Shop.war");
    private final List<LoaderFacts> all = List.of(app, root, shop);

    private static LoaderFacts loader(int id, String className, @Nullable String name, String url) {
        return new LoaderFacts(id, className, name, 0xa0 + id, 0, 1, List.of(url));
    }

    @Test
    void aWholeNameOrHashIsMeantBeforeAPart() {
        assertEquals(List.of(app), LoaderNames.fitting(all, "app"));
        assertEquals(List.of(app), LoaderNames.fitting(all, "APP"));
        assertEquals(List.of(shop), LoaderNames.fitting(all, "@A3"));
        assertEquals(List.of(), LoaderNames.fitting(all, "@a"));
    }

    @Test
    void aPartOfAClassIsMeantBeforeAPath() {
        assertEquals(List.of(root, shop), LoaderNames.fitting(all, "webapp"));
        assertEquals(List.of(app), LoaderNames.fitting(all, "classloaders$app"));
    }

    @Test
    void aPathIsMeantWhereNoNameFits() {
        assertEquals(List.of(shop), LoaderNames.fitting(all, "shop"));
        assertEquals(List.of(root, shop), LoaderNames.fitting(all, "/srv/"));
        assertEquals(List.of(), LoaderNames.fitting(all, "nothing"));
    }
}
