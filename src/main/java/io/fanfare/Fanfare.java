package io.fanfare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server. */
@SpringBootApplication
public class Fanfare {
    public static void main(String[] args) {
        SpringApplication.run(Fanfare.class, args);
    }
}
