// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected: what c++filt says, without the parameters. */
final class CppNameTest {
    @ParameterizedTest
    @CsvSource({
        "read, read",
        "_ZN13ObjectMonitor4waitElbP10JavaThread, ObjectMonitor::wait",
        "_ZNK9Threshold3getEv, Threshold::get",
        "_ZN2os13PlatformEvent4parkEl.part.0, os::PlatformEvent::park.part.0",
        "_ZN7MonitorC2Ev, Monitor::Monitor",
        "_ZN7MonitorD1Ev, Monitor::~Monitor",
        "_Z11thread_mainP6Thread, thread_main",
        "_ZL19thread_native_entryP6Thread, thread_native_entry",
        "_ZN12_GLOBAL__N_14loopEv, (anonymous)::loop",
        // Templates and operators stay as they are.
        "_ZN5StackIiE4pushEi, _ZN5StackIiE4pushEi",
        "_ZplRK1AS1_, _ZplRK1AS1_",
        "_Z, _Z",
        "_ZN99999999999ObjectE, _ZN99999999999ObjectE",
        "_ZN3ab, _ZN3ab",
    })
    void showsNamesWithoutParameters(String symbol, String name) {
        assertEquals(name, CppName.of(symbol));
    }
}
