// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignaturesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long Orders.total(int, Void...)|long Orders.total(int)",
                "void Orders.clear(Void...)|void Orders.clear()",
                "void Shape.draw(int, Shape...)|void Shape.draw(int)",
                "String String.format(String f, Object... a)|String String.format(String f, Object... a)",
            })
    void leavesOutWhatOnlyTheEngineSees(String shown, String expected) {
        assertEquals(expected, Signatures.plain(shown));
    }
}
