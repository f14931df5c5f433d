#pragma once

namespace osteosign {

/// How a caller must begin: with an A-ASSOCIATE-RQ (PS3.8 9.3.2), or with the greeting of TLS (RFC 8446 5.1).
enum class Greeting { associate_request, tls_hello };

/// Whether the first message of a connection has arrived as a whole.
enum class FirstMessage { incomplete, whole, not_acceptable };

/// Looks at what has arrived without taking it out of the socket, and never waits. `not_acceptable`: the
/// caller closed the connection, began with something else, or announced more than 64 KiB. When it is
/// incomplete, the socket wakes a poll only once the rest is there, so that a caller who sends one byte a
/// minute costs nothing.
FirstMessage look_at_first_message(int socket, Greeting greeting);

}  // namespace osteosign
