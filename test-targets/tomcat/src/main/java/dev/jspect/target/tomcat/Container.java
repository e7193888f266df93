// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.tomcat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;

/** Runs web applications: directories, or WAR files, which stay packed. The first argument is the server's own directory. Prints its port. */
public final class Container {
    private Container() {}

    public static void main(String[] args) throws IOException, LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[0]);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setAddDefaultWebXmlToWebapp(false);
        ((StandardHost) tomcat.getHost()).setUnpackWARs(false);
        for (int i = 1; i < args.length; i++) {
            tomcat.addWebapp("/" + Path.of(args[i]).getFileName(), args[i]);
        }
        tomcat.start();
        System.out.println("port " + tomcat.getConnector().getLocalPort());
        System.out.println("ready");
        int next = System.in.read();
        while (next >= 0) {
            next = System.in.read();
        }
    }
}
