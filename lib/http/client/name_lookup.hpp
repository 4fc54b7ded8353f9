#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>

#include <functional>
#include <string>
#include <vector>

namespace frameio::http {

using found_addresses = std::function<void(boost::system::error_code, std::vector<boost::asio::ip::address>)>;

/// Finds the addresses of a host, the best first. Calls the function once, from wherever it likes; it may take for
/// ever, and be called by several threads.
using name_lookup = std::function<void(const boost::asio::any_io_executor&, const std::string& host, found_addresses)>;

/// Asks the system, on a thread that Asio keeps for that. What was asked cannot be called off, and keeps the executor's
/// context at work until it is answered.
void look_up(const boost::asio::any_io_executor& executor, const std::string& host, found_addresses done);

/// The addresses that need no looking up: those of an address, and of localhost (RFC 6761 §6.3). Empty: it does.
std::vector<boost::asio::ip::address> known_addresses(const std::string& host);

}  // namespace frameio::http
