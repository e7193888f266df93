// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

final class AgentFilesTest {
    private static final String AGENT = "dev.jspect.agent.";
    private static final String RUNTIME = "RUNTIME";

    /** A class that is not there yet is not there for good: it is named in one place, behind which nothing goes before it is there. */
    @Test
    void aPartIsNotNeededBeforeItIsAdded() throws IOException {
        Map<String, String> partOf = partOfEachClass();
        Set<String> early = new TreeSet<>();

        for (JavaClass type : new ClassFileImporter().importPackages("dev.jspect.agent", "dev.jspect.protocol")) {
            String own = partOf.get(type.getName());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String needed = partOf.get(dependency.getTargetClass().getName());
                if (own != null && needed != null && !isThere(needed, own)) {
                    early.add(type.getName() + " -> "
                            + dependency.getTargetClass().getName());
                }
            }
        }

        assertEquals(
                Set.of(
                        AGENT + "RequestHandler -> " + AGENT + "Inspections",
                        AGENT + "Inspections -> " + AGENT + "SessionExceptions",
                        AGENT + "Inspections -> " + AGENT + "SessionProbes",
                        AGENT + "Inspections -> " + AGENT + "ProbeRequests",
                        AGENT + "Inspections -> " + AGENT + "SessionContext",
                        AGENT + "Inspections -> " + AGENT + "NativeStacks",
                        AGENT + "SessionExceptions -> " + AGENT + "SessionContext"),
                early);
    }

    private static boolean isThere(String needed, String own) {
        boolean isBase = needed.equals(Part.LIBRARY.name()) && !own.equals(RUNTIME);
        return needed.equals(own) || needed.equals(RUNTIME) || isBase;
    }

    /** That none comes twice is seen on the way. */
    private static Map<String, String> partOfEachClass() throws IOException {
        Map<String, String> partOf = new HashMap<>();
        for (String name : runtime()) {
            partOf.put(name, RUNTIME);
        }
        assertTrue(partOf.containsKey(AGENT + "RequestHandler"), partOf.toString());
        for (Part part : Part.values()) {
            for (String name : AgentFiles.part(part).keySet()) {
                assertNull(partOf.put(name, part.name()), name);
            }
        }
        assertEquals(Part.LIBRARY.name(), partOf.get(AGENT + "Inspections"));
        return partOf;
    }

    private static Set<String> runtime() throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipInputStream zip =
                new ZipInputStream(new GZIPInputStream(new ByteArrayInputStream(AgentFiles.runtime())))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName().replace(".class", "").replace('/', '.'));
            }
        }
        return names;
    }
}
