// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.boot;

import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A context with one bean. */
@Configuration(proxyBeanMethods = false)
public class BootShop {
    @SuppressWarnings("UnusedVariable") // Snippets read it.
    private static ConfigurableApplicationContext context;

    public static void main(String[] args) throws IOException {
        context = SpringApplication.run(BootShop.class, args);
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
