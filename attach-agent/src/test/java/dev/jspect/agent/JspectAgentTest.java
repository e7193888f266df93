// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JspectAgentTest {
    @Test
    void hashesAsTheJdkDoes() throws GeneralSecurityException {
        Random random = new Random(17);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes);
            assertEquals(HexFormat.of().formatHex(expected), JspectAgent.sha256(bytes), length + " bytes");
        }
    }
}
