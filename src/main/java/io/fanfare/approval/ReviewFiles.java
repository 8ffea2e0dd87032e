package io.fanfare.approval;

import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;

/** The bytes of the pictures and videos of items. The room that has files implements it. */
public interface ReviewFiles {
    /** A file as browsers show it; 404 if it is gone. */
    ResponseEntity<Resource> show(UUID asset);
}
