import type { OnlineOrder } from '../company/online.ts';

export type GineeFaultKind =
  /** status + a page of HTML */
  | 'http'
  /** 429; retryAfter in seconds adds the header */
  | 'rate'
  /** HTTP 200 with SERVICE_BUSY */
  | 'busy'
  /** HTTP 200 with code and message */
  | 'refuse'
  /** HTTP 200 with a page of HTML */
  | 'html'
  | 'drop'
  | 'hang'
  /** a byte now and then, without end */
  | 'drip'
  /** cut in the middle */
  | 'wrong_json'
  /** half of the rows; a list's cursor goes on as if all had been there */
  | 'half_page'
  /** a list's page before this one again */
  | 'repeated_page'
  | 'expired_cursor';

export interface GineeFault {
  readonly kind: GineeFaultKind;
  /** Part of the path. */
  readonly path?: string;
  readonly times?: number;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly code?: string;
  readonly message?: string;
}

/** An order as the vendor shows it, with things that we do not want to keep. */
export function orderJson({ order, status, lastUpdate }: { order: OnlineOrder; status: string; lastUpdate: number }): object {
  const created = order.life[0]?.at ?? lastUpdate;
  const paid = order.life.find((step) => step.status === 'READY_TO_SHIP' && step.at > created)?.at;
  const external = order.orderId.replace('SO', '26');
  return {
    orderId: order.orderId,
    channel: order.channel,
    shopId: order.shopId,
    orderType: 'NORMAL',
    orderStatus: status,
    externalOrderId: external,
    externalOrderSn: external,
    externalOrderStatus: status.toLowerCase(),
    totalAmount: order.total,
    currency: 'IDR',
    paymentMethod: order.isCod ? 'COD' : 'TRANSFER',
    isCod: order.isCod,
    payAt: paid !== undefined && paid <= lastUpdate ? new Date(paid).toISOString() : null,
    createAt: new Date(created).toISOString(),
    externalCreateAt: new Date(created).toISOString(),
    lastUpdateAt: new Date(lastUpdate).toISOString(),
    customerInfo: { name: 'Pembeli Contoh', mobile: '0800-0000-0000' },
    items: order.items.map((item) => ({
      masterSku: item.sku,
      sku: item.sku,
      productName: item.name,
      variationName: item.name.split(' ').at(-1),
      quantity: item.quantity,
    })),
    paymentInfo: { subTotal: order.total, totalAmount: order.total },
    cancelInfo: status === 'CANCELLED' ? { cancelReason: 'Pembeli berubah pikiran' } : null,
  };
}
