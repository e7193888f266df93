// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import dev.jspect.protocol.ValueTree;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;

/** Addresses from their raw fields, written as the JDK writes them. Nothing is looked up. */
final class AddressTypes {
    private static final int IPV6_LENGTH = 16;

    private AddressTypes() {}

    static String inet4(Fields fields) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).putInt(0, fields.integer("address"));
        return named(fields, "hostName", literal(bytes.array()));
    }

    static String inet6(Fields fields) {
        ValueTree sequence = fields.sequence("ipaddress");
        if (sequence.size != IPV6_LENGTH) {
            throw new NoSuchElementException("ipaddress");
        }
        byte[] bytes = new byte[IPV6_LENGTH];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) sequence.members.get(i).bits;
        }
        return named(fields, "hostName", literal(bytes));
    }

    /** Text and port of a socket's address; one that is not resolved has a name only. */
    static String socket(Fields fields) {
        String port = ":" + fields.number("port");
        if (fields.isNull("addr")) {
            return fields.text("hostname") + "/<unresolved>" + port;
        }
        Fields address = fields.object("addr");
        return (address.className().endsWith("Inet6Address") ? inet6(address) : inet4(address)) + port;
    }

    static String url(Fields fields) {
        int port = fields.integer("port");
        String host = fields.isNull("host") ? "" : fields.text("host");
        String authority = host.isEmpty() ? "" : "//" + host + (port < 0 ? "" : ":" + port);
        String ref = fields.isNull("ref") ? "" : "#" + fields.text("ref");
        return fields.text("protocol") + ":" + authority + fields.text("file") + ref;
    }

    private static String named(Fields fields, String name, String literal) {
        return fields.isNull(name) ? literal : fields.text(name) + "/" + literal;
    }

    private static String literal(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
