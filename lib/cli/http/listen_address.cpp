#include "cli/http/listen_address.hpp"

#include "cli/inputs.hpp"
#include "support/number.hpp"

namespace frameio::cli {

listen_address parse_listen_address(const std::string& text) {
    const auto colon = text.rfind(':');
    const auto port = parse_number<std::uint16_t>(colon == std::string::npos ? std::string() : text.substr(colon + 1));
    if (!port) {
        throw usage_error("--listen is HOST:PORT, such as 127.0.0.1:8090; not \"" + text + '"');
    }
    listen_address where{text.substr(0, colon), *port};
    if (where.host.starts_with('[') && where.host.ends_with(']')) {
        where.host = where.host.substr(1, where.host.size() - 2);
    }
    return where;
}

}  // namespace frameio::cli
