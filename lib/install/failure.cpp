#include "install/failure.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace frameio::install {

bool is_cancellation(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const boost::system::system_error& ended) {
        return ended.code() == boost::asio::error::operation_aborted;
    } catch (...) {
        return false;
    }
}

std::string text_of(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& told) {
        return told.what();
    } catch (...) {
        return "an unknown failure";
    }
}

}  // namespace frameio::install
