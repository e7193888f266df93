// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.agent.dispatch.Glob;
import java.io.FileNotFoundException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassGlobTest {
    static final class Own extends FileNotFoundException {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @CsvSource({
        "java.io.FileNotFoundException, true",
        "FileNotFoundException, true",
        "IOException, true",
        "Throwable, true",
        "*, true",
        "File*, true",
        "*NotFound*, true",
        "java.io.*, true",
        "java.*Exception, true",
        "fileNotFoundException, false",
        "FileNotFound, false",
        "IllegalStateException, false",
        "Object, false",
        "'', false",
        "Own, true",
        "ClassGlobTest$Own, true",
        "ClassGlobTest.Own, true",
        "dev.jspect.agent.exceptions.ClassGlobTest.Own, true",
        "ClassGlobTest, false",
    })
    void takesClassesAndTheirSubclasses(String glob, boolean taken) {
        assertEquals(taken, new ClassGlob(glob).get(Own.class));
    }

    @ParameterizedTest
    @CsvSource({"a*b*c, aXbYc, true", "a*b*c, abcabc, true", "a*b*c, acb, false", "**, x, true", "a*, a, true"})
    void starStandsForAnyCharacters(String glob, String name, boolean fits) {
        assertEquals(fits, Glob.fits(glob, name));
    }
}
