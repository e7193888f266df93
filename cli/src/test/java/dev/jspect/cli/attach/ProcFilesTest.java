// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProcFilesTest {
    @Test
    void findsTheStateBehindANameThatLooksLikeOne() {
        ProcStat stat = ProcStat.parse(bytes("7 (a) Z (b)) T 1 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0"));

        assertEquals(new ProcStat('T', 4711), stat);
    }

    @Test
    void refusesAStatThatEndsEarly() {
        assertNull(ProcStat.parse(bytes("7 (a) S 1 7")));
        assertNull(ProcStat.parse(bytes("")));
    }

    @Test
    void readsIdsAndSignalsOfAStatus() {
        ProcStatus status = ProcStatus.parse(40, bytes("""
                        Name:\tjava
                        State:\tS (sleeping)
                        Uid:\t1\t1000\t3\t4
                        Gid:\t5\t4294967294\t7\t8
                        NSpid:\t40\t7
                        SigCgt:\t2000000181005ccf
                        """));

        assertNotNull(status);
        assertEquals('S', status.state());
        assertEquals(1000, status.uid());
        assertEquals("4294967294", Integer.toUnsignedString(status.gid()));
        assertEquals(7, status.nsPid());
        assertTrue(status.nested());
        assertTrue(status.catchesQuit());
    }

    @Test
    void seesThatAProcessDoesNotHandleQuit() {
        ProcStatus status = ProcStatus.parse(40, bytes("""
                        Name:\tx
                        State:\tS
                        Uid:\t0\t0\t0\t0
                        Gid:\t0\t0\t0\t0
                        NSpid:\t40
                        SigCgt:\tfffffffffffffffb
                        """));

        assertNotNull(status);
        assertFalse(status.catchesQuit());
        assertFalse(status.nested());
    }

    @Test
    void refusesAStatusWithoutNumbers() {
        assertNull(ProcStatus.parse(40, bytes("Name:\tx\nState:\tS\nUid:\tx\nSigCgt:\t?\n")));
    }

    @Test
    void takesOnlyPlainNumbersForProcessIds() {
        assertEquals(4711, ProcDirectory.parsePid("4711"));
        assertEquals(-1, ProcDirectory.parsePid("+1"));
        assertEquals(-1, ProcDirectory.parsePid("1000000000"));
        assertEquals(-1, ProcDirectory.parsePid("self"));
        assertEquals(-1, ProcDirectory.parsePid(""));
    }

    @Test
    void findsContainerIds() {
        String id = "0123456789abcdef".repeat(4);

        assertEquals("0123456789ab", ContainerId.in("0::/system.slice/docker-" + id + ".scope\n"));
        assertEquals("0123456789ab", ContainerId.in("0::/kubepods/burstable/pod12-34/cri-containerd-" + id));
        assertNull(ContainerId.in("0::/user.slice/user-1000.slice\n"));
        assertNull(ContainerId.in("0::/x" + id + "0"));
    }

    @Test
    void readsAReleaseFile() {
        JdkRelease release =
                JdkRelease.parse("JAVA_VERSION=\"17.0.15\"\nMODULES=\"java.base java.instrument\"\nbad\n=\n");

        assertEquals("17.0.15", release.value("JAVA_VERSION"));
        assertEquals("java.base java.instrument", release.value("MODULES"));
        assertNull(release.value("bad"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
