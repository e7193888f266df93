// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.boot;

import java.io.IOException;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A context with one bean, and a web server on a port of 127.0.0.1 that it prints. */
@SpringBootApplication(proxyBeanMethods = false)
public class BootShop {
    @SuppressWarnings("UnusedVariable") // Snippets read it.
    private static ConfigurableApplicationContext context;

    public static void main(String[] args) throws IOException {
        SpringApplication shop = new SpringApplication(BootShop.class);
        shop.setDefaultProperties(Map.of("server.address", "127.0.0.1", "server.port", "0"));
        context = shop.run(args);
        System.out.println("port " + context.getEnvironment().getProperty("local.server.port"));
        System.out.println("ready");
        int next = System.in.read();
        while (next >= 0) {
            next = System.in.read();
        }
    }

    @Bean
    Till till() {
        return new Till(41);
    }
}
