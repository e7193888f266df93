// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContainersTest {
    @Test
    void readsContainersOfTheJdkAsTheySayThemselves() throws ReflectiveOperationException {
        assertEquals(List.of(), ContainersCheck.failures());
    }
}
