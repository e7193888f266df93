// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

final class AgentFilesTest {
    private static final String HANDLER = "dev.jspect.agent.RequestHandler";
    private static final String INSPECTIONS = "dev.jspect.agent.Inspections";

    /** A class that is not there yet is not there for good. */
    @Test
    void aSessionWithoutTheLibraryNeedsNoClassThatComesWithIt() throws IOException {
        Set<String> first = names(AgentFiles.runtime());
        Set<String> second = names(AgentFiles.inspections());
        assertTrue(first.contains(HANDLER), first.toString());
        assertTrue(second.contains(INSPECTIONS), second.toString());
        Set<String> early = new TreeSet<>();

        for (JavaClass type : new ClassFileImporter().importPackages("dev.jspect.agent", "dev.jspect.protocol")) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String needed = dependency.getTargetClass().getName();
                if (first.contains(type.getName()) && second.contains(needed)) {
                    early.add(type.getName() + " -> " + needed);
                }
            }
        }

        assertEquals(Set.of(HANDLER + " -> " + INSPECTIONS), early);
    }

    @Test
    void noClassComesTwice() throws IOException {
        Set<String> both = new TreeSet<>(names(AgentFiles.runtime()));

        both.retainAll(names(AgentFiles.inspections()));

        assertEquals(Set.of(), both);
    }

    private static Set<String> names(byte[] archive) throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipInputStream zip = new ZipInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName().replace(".class", "").replace('/', '.'));
            }
        }
        return names;
    }
}
