package io.fanfare;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.fanfare.kernel.backup.Backups;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server. */
@SpringBootApplication
public class Fanfare {
    public static void main(String[] args) {
        if (args.length > 0 && Backups.COMMANDS.contains(args[0])) System.exit(operate(List.of(args)));
        SpringApplication.run(Fanfare.class, args);
    }

    private static int operate(List<String> words) {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.WARN);
        return Backups.run(
                words.getFirst(),
                words.subList(1, words.size()),
                System.getenv(),
                System.out::println,
                problem -> System.err.println("fanfare: " + problem));
    }
}
