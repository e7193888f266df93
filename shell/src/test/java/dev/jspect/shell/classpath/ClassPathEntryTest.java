// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassPathEntryTest {
    @ParameterizedTest
    @CsvSource({
        "file:/srv/a.jar, /srv/a.jar,",
        "file:///srv/a.jar, /srv/a.jar,",
        "file:/srv/classes/, /srv/classes/,",
        "file:/srv/a%20b+c.jar, /srv/a b+c.jar,",
        "jar:file:/srv/a.jar!/, /srv/a.jar,",
        "jar:file:/srv/a.jar!/lib/b.jar!/, /srv/a.jar, lib/b.jar",
        "jar:file:/srv/a.war!/WEB-INF/classes/, /srv/a.war, WEB-INF/classes/",
        // Spring Boot, see its NestedLocation.
        "jar:nested:/srv/a.jar/!BOOT-INF/classes/!/, /srv/a.jar, BOOT-INF/classes/",
        "jar:nested:/srv/a.jar/!BOOT-INF/lib/b.jar!/, /srv/a.jar, BOOT-INF/lib/b.jar",
        // Tomcat, see its UriUtil.
        "war:file:/srv/a.war*/WEB-INF/classes/, /srv/a.war, WEB-INF/classes/",
        "war:file:/srv/a.war*/WEB-INF/lib/b.jar, /srv/a.war, WEB-INF/lib/b.jar"
    })
    void takesApart(String url, String file, String nested) {
        assertEquals(new ClassPathEntry(file, nested), ClassPathEntry.parse(url));
    }

    @Test
    void leavesWhatItDoesNotKnowToTheTarget() {
        assertNull(ClassPathEntry.parse("bundleresource://12.fwk1/"));
        assertNull(ClassPathEntry.parse("war:file:/srv/a.war"));
    }
}
