# The web pages, the server, and a small image that runs it as an ordinary user.
FROM node:22-slim AS web
WORKDIR /fanfare
COPY contract* contract/
COPY web web
COPY docs/guide docs/guide
RUN cd web && npm install --no-save --no-audit --no-fund && npm run build

FROM maven:3.9-eclipse-temurin-25 AS server
WORKDIR /fanfare
COPY pom.xml .
RUN mvn -q -B dependency:go-offline
COPY src src
COPY --from=web /fanfare/web/dist web/dist
RUN mvn -q -B package -Dmaven.test.skip=true -Dspotless.check.skip \
    && java -Djarmode=tools -jar target/fanfare.jar extract --destination /app

FROM eclipse-temurin:25-jdk
RUN useradd --uid 10001 --create-home fanfare && install -d -o fanfare /data
USER fanfare
WORKDIR /app
COPY --from=server /app .
ENV FANFARE_DATA=/data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED", "-jar", "fanfare.jar"]
